package tireless.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.plan.DesiredResource;

/** The rules of a commit that hold for every store. */
public final class Commits {
    private Commits() {}

    /**
     * Refuses a commit that breaks the rules of {@link Store#commit}.
     *
     * @param current what the store has now; null where it has nothing
     */
    public static void check(List<Write> writes, Function<ResourceKey, @Nullable DesiredResource> current) {
        Set<ResourceKey> keys = new HashSet<>();
        List<ResourceKey> stale = new ArrayList<>();
        for (Write write : writes) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("two writes for " + write.key() + " in one commit");
            }
            DesiredResource before = current.apply(write.key());
            if (write.seen() != (before == null ? DesiredResource.NEW : before.version())) {
                stale.add(write.key());
            } else if (write instanceof Write.Save(DesiredResource next)) {
                checkRevision(before, next.revision());
            }
        }
        if (!stale.isEmpty()) {
            throw new StaleViewException(stale);
        }
    }

    /** Whether {@code next} brings a revision that is not in the history yet. */
    public static boolean isNewRevision(@Nullable DesiredResource before, Revision next) {
        return before == null
                || !before.revision().uid().equals(next.uid())
                || before.revision().number() != next.number();
    }

    private static void checkRevision(@Nullable DesiredResource before, Revision next) {
        if (before == null || !before.revision().uid().equals(next.uid())) {
            return;
        }
        Revision last = before.revision();
        if (next.number() < last.number() || (next.number() == last.number() && !next.equals(last))) {
            throw new IllegalArgumentException("revision %d of %s does not follow revision %d"
                    .formatted(next.number(), next.key(), last.number()));
        }
    }
}
