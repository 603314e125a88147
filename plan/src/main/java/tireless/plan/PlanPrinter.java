package tireless.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tireless.model.CountOwner;
import tireless.model.Declaration;
import tireless.model.Plural;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Revision;
import tireless.model.Workload;

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
            case Change.Create(DesiredResource after) -> "+ %s: %s\n".formatted(after.key(), created(after));
            case Change.Roll roll ->
                print(roll.key(), roll.fields(), restarts(roll)) + ownership(roll.before(), roll.after());
            case Change.Scale(DesiredResource before, DesiredResource after) ->
                "~ %s: replicas: %d → %d%s\n"
                        .formatted(
                                after.key(),
                                before.revision().spec().replicas(),
                                after.revision().spec().replicas(),
                                ended(before, after));
            case Change.Reword reword -> print(reword.key(), reword.fields(), "(restarts nothing)");
            case Change.Unchanged(DesiredResource after) ->
                "= %s: %s\n".formatted(after.key(), after.power() == Power.REMOVED ? "is on its way out" : "unchanged");
            case Change.Forget(DesiredResource before, Revision there) ->
                "- %s: is forgotten\n%s".formatted(before.key(), ClusterWording.left(there));
            case Change.Delete delete -> "- %s: %s\n".formatted(delete.key(), deleted(delete.before()));
        };
    }

    private static String ended(DesiredResource before, DesiredResource after) {
        if (isScaled(after)) {
            return " (autoscaling owns the count: it stays %d until the load asks for another)"
                    .formatted(after.count());
        }
        return before.scaledTo().isPresent() ? " (ends the count of %d set by hand)".formatted(before.count()) : "";
    }

    /** Who decides the count from now on, where that is another than before. */
    private static String ownership(DesiredResource before, DesiredResource after) {
        if (isScaled(before) == isScaled(after)) {
            return "";
        }
        return isScaled(after)
                ? "    autoscaling owns the count from now on, beginning with %s\n".formatted(replicas(after.count()))
                : "    replicas %d → %d, counted by hand from now on%s\n"
                        .formatted(
                                before.count(),
                                after.count(),
                                before.replicas() > after.replicas()
                                        ? "; the busy may finish within " + Wording.of(drain(before))
                                        : "");
    }

    private static boolean isScaled(DesiredResource resource) {
        return resource.revision().spec() instanceof Workload workload
                && workload.scaling().isPresent();
    }

    private static Duration drain(DesiredResource resource) {
        return resource.revision().workload().drain();
    }

    private static String created(DesiredResource after) {
        return after.revision().runs()
                ? replicas(after.count()) + there(after)
                : Declaration.whyPending(after.key().type())
                        .map(why -> "kept as pending: " + why)
                        .orElse("created");
    }

    /** On which cluster, and who sets the count there; nothing on this machine. */
    private static String there(DesiredResource after) {
        Workload workload = after.revision().workload();
        return workload.cluster()
                .map(cluster -> " on %s%s; count: %s"
                        .formatted(
                                Wording.word(cluster.compute().name()),
                                cluster.compute().observeOnly() ? ", where nothing is written" : "",
                                ClusterWording.owner(CountOwner.of(workload))))
                .orElse("");
    }

    private static String deleted(DesiredResource before) {
        if (before.revision().runs()) {
            return "stops %s, then goes"
                    .formatted(
                            isCountOfTheCluster(before.revision().workload())
                                    ? "as many replicas as the cluster has"
                                    : replicas(before.replicas()));
        }
        return outlivesItsResource(before)
                ? "goes; what is in it stays in volumes/%s/%s of the home"
                        .formatted(before.key().scope(), before.key().name())
                : "goes";
    }

    /** What was stored of the count is not how many there are. */
    private static boolean isCountOfTheCluster(Workload workload) {
        return workload.cluster().isPresent() && CountOwner.of(workload).isInTheCluster();
    }

    private static boolean outlivesItsResource(DesiredResource resource) {
        return resource.key().type() == ResourceType.VOLUME
                && resource.revision().spec() instanceof Declaration(var fields)
                && fields.getOrDefault("volume.type", "").endsWith("ersistent");
    }

    private static String print(ResourceKey key, List<FieldChange> fields, String restarts) {
        if (fields.isEmpty()) {
            return "~ %s: the manifest's text only %s\n".formatted(key, restarts);
        }
        if (fields.size() == 1) {
            return "~ %s: %s %s\n".formatted(key, print(fields.getFirst()), restarts);
        }
        String head = "~ %s: %d fields %s\n".formatted(key, fields.size(), restarts);
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
        String idle = idle(roll);
        if (restarts > 0) {
            String how = moved(roll).orElse(restarts > 1 ? ", one after the other" : "");
            return "(restarts %s%s%s)".formatted(replicas(restarts), how, idle);
        }
        if (!idle.isEmpty()) {
            return "(restarts nothing: no replica runs now)";
        }
        return power == Power.ON || !roll.after().revision().runs()
                ? "(restarts nothing)"
                : "(restarts nothing: it is %s)".formatted(power.name().toLowerCase(Locale.ROOT));
    }

    /** From where to where, if it does not stay where it is. */
    private static Optional<String> moved(Change.Roll roll) {
        Workload before = roll.before().revision().workload();
        Workload after = roll.after().revision().workload();
        return before.movesTo(after)
                ? Optional.of(", ended on %s, then started on %s".formatted(place(before), place(after)))
                : Optional.empty();
    }

    private static String place(Workload workload) {
        return workload.cluster()
                .map(cluster -> Wording.word(cluster.compute().name()))
                .orElse("this machine");
    }

    /** Those that would be restarted if they lived. */
    private static String idle(Change.Roll roll) {
        int idle = roll.withRunning(roll.kept()).restarts() - roll.restarts();
        return idle == 0 ? "" : "; %d %s not run now".formatted(idle, idle == 1 ? "does" : "do");
    }

    private static String replicas(int count) {
        return Plural.of(count, "replica");
    }
}
