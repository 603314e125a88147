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
            case Change.Roll roll -> print(roll);
            case Change.Scale(DesiredResource before, DesiredResource after) ->
                "~ %s: replicas: %d → %d%s\n"
                        .formatted(
                                after.key(),
                                before.revision().workload().replicas(),
                                after.count(),
                                before.scaledTo().isPresent()
                                        ? " (ends the count of %d set by hand)".formatted(before.count())
                                        : "");
            case Change.Reword reword -> "~ %s: the manifest's text only (restarts nothing)\n".formatted(reword.key());
            case Change.Unchanged(DesiredResource after) -> "= %s: unchanged\n".formatted(after.key());
            case Change.Delete delete ->
                "- %s: stops %s, then goes\n"
                        .formatted(delete.key(), replicas(delete.before().replicas()));
        };
    }

    private static String print(Change.Roll roll) {
        List<FieldChange> fields = roll.fields();
        if (fields.size() == 1) {
            return "~ %s: %s %s\n".formatted(roll.key(), print(fields.getFirst()), restarts(roll));
        }
        String head = "~ %s: %d fields %s\n".formatted(roll.key(), fields.size(), restarts(roll));
        return fields.stream().map(field -> "    " + print(field) + "\n").collect(Collectors.joining("", head, ""));
    }

    private static String print(FieldChange change) {
        return "%s: %s → %s".formatted(change.path(), orNone(change.from()), orNone(change.to()));
    }

    private static String orNone(Optional<String> value) {
        return value.orElse("(none)");
    }

    private static String restarts(Change.Roll roll) {
        int restarts = roll.restarts();
        Power power = roll.after().power();
        if (restarts > 1) {
            return "(restarts %s, one after the other)".formatted(replicas(restarts));
        }
        if (restarts == 1) {
            return "(restarts 1 replica)";
        }
        return power == Power.ON
                ? "(restarts nothing)"
                : "(restarts nothing: it is %s)".formatted(power.name().toLowerCase(Locale.ROOT));
    }

    private static String replicas(int count) {
        return count == 1 ? "1 replica" : count + " replicas";
    }
}
