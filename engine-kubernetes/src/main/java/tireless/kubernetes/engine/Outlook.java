package tireless.kubernetes.engine;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.kubernetes.apply.Kind;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** How much of the cluster is seen. Owned by the engine's thread. */
final class Outlook {
    /** What somebody has to change before it goes away: such a kind is done without. */
    private static final Set<Refusal.Cause> LASTING =
            EnumSet.of(Refusal.Cause.FORBIDDEN, Refusal.Cause.UNKNOWN_KIND, Refusal.Cause.ADMISSION);

    private final Set<String> looked = new HashSet<>();
    private final Set<Kind> others = new HashSet<>();
    private final Map<String, Refusal> blind = new LinkedHashMap<>();
    private final Map<ObjectRef, ObjectNode> shared = new HashMap<>();
    private String unreachable = "";
    private Instant since = Instant.EPOCH;

    /** An object that is of no resource alone. */
    void share(ObjectRef ref, ObjectNode tree) {
        shared.put(ref, tree);
    }

    void unshare(ObjectRef ref) {
        shared.remove(ref);
    }

    /** One that is there; empty if there is none. */
    Optional<ObjectNode> shared(ObjectRef ref) {
        return Optional.ofNullable(shared.get(ref));
    }

    void watching(Kind kind) {
        looked.add(kind.plural());
        if (!Kinds.WATCHED.contains(kind)) {
            others.add(kind);
        }
        blind.remove(kind.plural());
    }

    void blind(Kind kind, Refusal refusal) {
        if (LASTING.contains(refusal.cause())) {
            blind.put(kind.plural(), refusal);
        }
    }

    void reached(String words, Instant now) {
        if (unreachable.isEmpty()) {
            since = now;
        }
        unreachable = words;
    }

    boolean isReachable() {
        return unreachable.isEmpty();
    }

    /** Whether all is seen that decisions go by; what may not be seen is done without. */
    boolean isComplete() {
        return Kinds.WATCHED.stream().allMatch(this::isSettled) && isSettled(Kinds.POD);
    }

    private boolean isSettled(Kind kind) {
        return looked.contains(kind.plural()) || blind.containsKey(kind.plural());
    }

    /** Whether an object would be seen if it were there. */
    boolean sees(ObjectRef ref) {
        return Kinds.of(ref)
                .or(() -> others.stream().filter(kind -> kind.isOf(ref)).findFirst())
                .filter(kind -> looked.contains(kind.plural()) && !blind.containsKey(kind.plural()))
                .isPresent();
    }

    /** What is not seen, and why, for people; empty where all is seen. */
    String text() {
        if (!unreachable.isEmpty()) {
            return "not seen since %s: %s".formatted(since, unreachable);
        }
        return blind.values().stream().map(Refusal::text).collect(Collectors.joining("; "));
    }
}
