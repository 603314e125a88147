package tireless.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tireless.model.Power;

/** A plan as plain text for people: one line per resource, and one per field where several change. */
public final class PlanPrinter {
    private PlanPrinter() {}

    /** All changes, each ending in a line break; empty for an empty plan. */
    public static String print(Plan plan) {
        return plan.changes().stream().map(PlanPrinter::print).collect(Collectors.joining());
    }

    /** One change, ending in a line break. */
    public static String print(Change change) {
        return switch (change) {
            case Change.Create(DesiredResource after) -> "+ %s: %s\n".formatted(after.key(), replicas(after.count()));
            case Change.Roll(_, DesiredResource after, List<FieldChange> fields) -> roll(change, after, fields);
            case Change.Scale(DesiredResource before, DesiredResource after) ->
                "~ %s: replicas: %d → %d%s\n"
                        .formatted(
                                after.key(),
                                before.revision().workload().replicas(),
                                after.count(),
                                before.scaledTo().isPresent()
                                        ? " (ends the count of %d set by hand)".formatted(before.count())
                                        : "");
            case Change.Reword(_, DesiredResource after) ->
                "~ %s: the manifest's text only (restarts nothing)\n".formatted(after.key());
            case Change.Unchanged(DesiredResource after) -> "= %s: unchanged\n".formatted(after.key());
            case Change.Delete(DesiredResource before, _) ->
                "- %s: stops %s, then goes\n".formatted(before.key(), replicas(before.replicas()));
        };
    }

    private static String roll(Change change, DesiredResource after, List<FieldChange> fields) {
        if (fields.size() == 1) {
            return "~ %s: %s %s\n".formatted(after.key(), print(fields.getFirst()), restarts(change, after));
        }
        String head = "~ %s: %d fields %s\n".formatted(after.key(), fields.size(), restarts(change, after));
        return fields.stream()
                .map(field -> "    " + print(field) + "\n")
                .collect(Collectors.joining("", head, ""));
    }

    private static String print(FieldChange change) {
        return "%s: %s → %s".formatted(change.path(), orNone(change.from()), orNone(change.to()));
    }

    private static String orNone(Optional<String> value) {
        return value.orElse("(none)");
    }

    private static String restarts(Change change, DesiredResource after) {
        int restarts = change.restarts();
        if (restarts > 1) {
            return "(restarts %s, one after the other)".formatted(replicas(restarts));
        }
        if (restarts == 1) {
            return "(restarts 1 replica)";
        }
        return after.power() == Power.ON
                ? "(restarts nothing)"
                : "(restarts nothing: it is %s)".formatted(after.power().name().toLowerCase(Locale.ROOT));
    }

    private static String replicas(int count) {
        return count == 1 ? "1 replica" : count + " replicas";
    }
}
