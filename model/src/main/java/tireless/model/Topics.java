package tireless.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one can be told of: every kind of event by its name, two that are told from others of their kind, and groups of them. */
public final class Topics {
    /** From so many failures in a row on, an end is no mishap any more; one without a fault is none. */
    public static final int CRASH_LOOP = 5;

    private static final String CRASHING = "crashLoop";
    private static final String OUT_OF_MEMORY = "outOfMemory";

    /** What is told where nobody says of what: that somebody should look, and that it is over. */
    public static final String TROUBLE = "trouble";

    private static final String ALL = "all";

    /** That something could not be told is told to nobody: that would go on for ever. */
    private static final String NEVER = Happening.wordOf(Happening.NotNotified.class);

    private static final SortedSet<String> NAMES = names();

    private static final Map<String, Set<String>> GROUPS = Map.of(
            ALL,
            NAMES,
            TROUBLE,
            Set.of(
                    CRASHING,
                    OUT_OF_MEMORY,
                    "stalled",
                    "unhealthy",
                    "rolloutHalted",
                    "ingressViolation",
                    "forkLimit",
                    "objectiveMissed",
                    "objectiveMet",
                    "triggerFailed",
                    "triggerRecovered"),
            "lifecycle",
            Set.of(
                    "accepted",
                    "started",
                    "ready",
                    "stopped",
                    "powerChanged",
                    "rolloutFinished",
                    "finished",
                    "removed"));

    private Topics() {}

    private static SortedSet<String> names() {
        SortedSet<String> names = Arrays.stream(Happening.class.getPermittedSubclasses())
                .map(Happening::wordOf)
                .filter(kind -> !kind.equals(NEVER))
                .collect(Collectors.toCollection(TreeSet::new));
        names.add(CRASHING);
        names.add(OUT_OF_MEMORY);
        return names;
    }

    /** Every name of a topic or a group. */
    public static SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>(GROUPS.keySet());
        all.addAll(NAMES);
        return all;
    }

    /** The topics that a name means; none where it is no name. */
    public static SortedSet<String> named(String name) {
        SortedSet<String> topics = new TreeSet<>(GROUPS.getOrDefault(name, Set.of(name)));
        topics.retainAll(NAMES);
        return topics;
    }

    /** What an event is told under, the one that says most first; nothing where nobody is told of it. */
    public static List<String> of(Happening happening) {
        String kind = happening.word();
        return switch (happening) {
            case Happening.NotNotified _ -> List.of();
            case Happening.BackedOff(int failures, var _, var _, boolean ended)
            when !ended && failures >= CRASH_LOOP -> List.of(CRASHING, kind);
            case Happening.Exited(var _, Exit.OutOfMemory(), var _) -> List.of(OUT_OF_MEMORY, kind);
            default -> List.of(kind);
        };
    }
}
