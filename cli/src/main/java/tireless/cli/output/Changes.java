package tireless.cli.output;

import java.util.List;
import java.util.stream.Collectors;
import tireless.api.ChangeView;
import tireless.api.ChangeView.Action;
import tireless.model.Plural;

/** What a plan does, for people. */
public final class Changes {
    private Changes() {}

    /** One line per resource, and one per field where several change; then what it comes to. */
    public static String text(List<ChangeView> changes, boolean colour) {
        return changes.stream().map(change -> text(change, colour)).collect(Collectors.joining());
    }

    private static String text(ChangeView change, boolean colour) {
        return change.text()
                .lines()
                .map(line -> tone(change.action()).of(line, colour) + "\n")
                .collect(Collectors.joining());
    }

    /** {@code 1 to create, 2 to change, 3 unchanged; restarts 4 replicas, stops 1 replica}. */
    public static String summary(List<ChangeView> changes) {
        long created = count(changes, Action.CREATE);
        long deleted = count(changes, Action.DELETE);
        long unchanged = count(changes, Action.UNCHANGED);
        long forgotten = count(changes, Action.FORGET);
        long changed = changes.size() - created - deleted - unchanged - forgotten;
        String resources = joined(
                ", ",
                part(created, "to create"),
                part(changed, "to change"),
                part(deleted, "to delete"),
                part(forgotten, "to forget"),
                part(unchanged, "unchanged"));
        int restarts = changes.stream().mapToInt(ChangeView::restarts).sum();
        int stops = changes.stream().mapToInt(ChangeView::stops).sum();
        String replicas = joined(
                ", ",
                restarts == 0 ? "" : "restarts " + Plural.of(restarts, "replica"),
                stops == 0 ? "" : "stops " + Plural.of(stops, "replica"));
        return resources + (replicas.isEmpty() ? "" : "; " + replicas);
    }

    /** The same of what was done: {@code 1 created}. */
    public static String done(List<ChangeView> changes) {
        return summary(changes)
                .replace("to create", "created")
                .replace("to change", "changed")
                .replace("to delete", "deleted")
                .replace("to forget", "forgotten");
    }

    /** Whether something that runs is stopped, or something that is there goes. */
    public static boolean disturb(List<ChangeView> changes) {
        return changes.stream()
                .anyMatch(change -> change.action() == Action.DELETE || change.restarts() > 0 || change.stops() > 0);
    }

    private static Tone tone(Action action) {
        return switch (action) {
            case CREATE -> Tone.GOOD;
            case ROLL, SCALE, REWORD -> Tone.DOUBT;
            case DELETE, FORGET -> Tone.BAD;
            case UNCHANGED -> Tone.DIM;
        };
    }

    private static long count(List<ChangeView> changes, Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }

    private static String part(long count, String what) {
        return count == 0 ? "" : count + " " + what;
    }

    private static String joined(String between, String... parts) {
        return List.of(parts).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }
}
