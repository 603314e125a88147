package tireless.cli.dataos;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tireless.api.Description;
import tireless.api.ReplicaView;
import tireless.api.ResourceView;

/**
 * What {@code get runtime} says of each resource: who it is, how it runs, and its nodes.
 *
 * @param zone in which times are shown
 */
public record RuntimeText(ZoneId zone) {
    /** Before the server is asked. */
    public static Step getting(String type) {
        return new Step("🔍 " + type, "getting runtime");
    }

    /** Once it has answered. */
    public List<Said> got(Step step, List<Description> found) {
        if (found.isEmpty()) {
            return List.of(Said.Message.info(step.text() + "...nothing"));
        }
        List<Said> said = new ArrayList<>();
        said.add(Said.Message.info(step.text() + "...complete"));
        found.forEach(description -> said.add(tables(description)));
        return said;
    }

    private Said tables(Description description) {
        ResourceView view = description.resource();
        List<AsciiTable> tables = new ArrayList<>(List.of(identity(view), runtime(view)));
        if (!view.stack().isEmpty()) {
            tables.add(conditions(description));
        }
        if (!view.observed().isEmpty()) {
            tables.add(nodes(view));
        }
        return AsciiTable.answer(tables);
    }

    private static AsciiTable identity(ResourceView view) {
        return AsciiTable.of(
                List.of("NAME", "VERSION", "TYPE", "WORKSPACE", "TITLE", "STACK", "OWNER"),
                view.resource().name(),
                view.metadata().version(),
                view.resource().type(),
                Wording.workspace(view.resource()),
                view.metadata().title().orElse(""),
                view.stack(),
                view.metadata().owner());
    }

    private static AsciiTable runtime(ResourceView view) {
        return AsciiTable.of(
                List.of("RUNTIME", "READY REPLICAS COUNT", "REPLICAS COUNT"),
                view.runtime(),
                Long.toString(view.ready()),
                Integer.toString(view.replicas()));
    }

    private AsciiTable conditions(Description description) {
        ResourceView view = description.resource();
        boolean available = view.ready() >= view.replicas();
        String changed = description.events().isEmpty()
                ? TimeText.of(view.updatedAt(), zone)
                : TimeText.of(description.events().getFirst().at(), zone);
        String ready = "%d of %d replicas are ready".formatted(view.ready(), view.replicas());
        boolean rolled = description.rollout().isEmpty();
        return new AsciiTable(
                List.of("REASON", "TYPE", "MESSAGE", "LAST UPDATE"),
                List.of(
                        List.of(
                                available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                                "Available",
                                view.reason().isEmpty() ? ready : ready + ": " + view.reason(),
                                changed),
                        List.of(
                                rolled ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                                "Progressing",
                                rolled ? "revision " + view.revision() + " is in force" : description.rollout(),
                                TimeText.of(view.updatedAt(), zone))));
    }

    private static AsciiTable nodes(ResourceView view) {
        String type = view.resource().type();
        return new AsciiTable(
                List.of(
                        "NODE NAME",
                        type.toUpperCase(Locale.ROOT) + " NAME",
                        "POD NAME",
                        "DATA PLANE",
                        "TYPE",
                        "CONTAINERS",
                        "PHASE"),
                view.observed().stream().map(replica -> node(view, replica)).toList());
    }

    private static List<String> node(ResourceView view, ReplicaView replica) {
        return List.of(
                replica.name(),
                view.resource().name(),
                pod(replica),
                "local",
                "process",
                replica.name() + "-main",
                NodePhase.of(replica));
    }

    /** What DataOS calls a pod is a process here; it has none while nothing runs. */
    static String pod(ReplicaView replica) {
        return replica.pid().isPresent() ? "pid-" + replica.pid().getAsLong() : "";
    }
}
