package tireless.cli.dataos;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tireless.api.Description;
import tireless.api.EventView;
import tireless.api.ReplicaView;
import tireless.model.TirelessException;

/**
 * What {@code get runtime --node} says of one node.
 *
 * @param zone in which times are shown
 */
public record NodeText(ZoneId zone) {
    /** Before the server is asked. */
    public static Step getting() {
        return new Step("🔍 node", "getting node");
    }

    /**
     * Once it has answered.
     *
     * @throws TirelessException if the resource has no such node
     */
    public List<Said> got(Description description, String node) {
        ReplicaView replica = find(description, node);
        List<AsciiTable> tables = new ArrayList<>(
                List.of(identity(replica), container(description, replica), conditions(replica), state(replica)));
        List<List<String>> events = events(description, node);
        if (!events.isEmpty()) {
            tables.add(new AsciiTable(
                    List.of("EVENT TYPE", "REASON", "SOURCE", "MESSAGE", "LAST OCCURRED", "COUNT"), events));
        }
        return List.of(Said.Message.info("🔍 node...complete"), AsciiTable.answer(tables));
    }

    static ReplicaView find(Description description, String node) {
        return description.resource().observed().stream()
                .filter(replica -> replica.name().equals(node))
                .findFirst()
                .orElseThrow(() -> new TirelessException(
                        TirelessException.Code.NOT_FOUND,
                        false,
                        "%s has no node `%s`; it has %s"
                                .formatted(
                                        description.resource().resource(),
                                        node,
                                        names(description.resource().observed()))));
    }

    private static String names(List<ReplicaView> replicas) {
        return replicas.isEmpty()
                ? "none"
                : String.join(", ", replicas.stream().map(ReplicaView::name).toList());
    }

    private static AsciiTable identity(ReplicaView replica) {
        return AsciiTable.of(
                List.of("NODE NAME", "POD NAME", "IMAGE PULL SECRETS", "PHASE"),
                replica.name(),
                RuntimeText.pod(replica),
                "",
                NodePhase.of(replica));
    }

    private static AsciiTable container(Description description, ReplicaView replica) {
        return AsciiTable.of(
                List.of("CONTAINER NAME", "IMAGE", "PULL POLICY"),
                replica.name() + "-main",
                description.resource().stack(),
                "");
    }

    private AsciiTable conditions(ReplicaView replica) {
        String began = TimeText.of(replica.startedAt(), zone);
        String started = Boolean.toString(replica.attempt() > 0);
        String ready = Boolean.toString(replica.ready());
        return new AsciiTable(
                List.of("POD CONDITION TYPE", "STATUS", "MESSAGE", "TIME"),
                List.of(
                        List.of("Initialized", title(started), "", began),
                        List.of("Ready", title(ready), replica.detail(), began),
                        List.of("ContainersReady", title(ready), "", began),
                        List.of("PodScheduled", "True", "", began)));
    }

    private static String title(String truth) {
        return truth.equals("true") ? "True" : "False";
    }

    private AsciiTable state(ReplicaView replica) {
        return AsciiTable.of(
                List.of("CONTAINER NAME", "STATE", "STARTED", "FINISHED"),
                replica.name() + "-main",
                NodePhase.state(replica),
                TimeText.of(replica.startedAt(), zone),
                "");
    }

    /** Newest first; what happened several times in the same way is one row. */
    private List<List<String>> events(Description description, String node) {
        Map<String, List<EventView>> same = new LinkedHashMap<>();
        description.events().stream()
                .filter(event -> event.subject().equals(node))
                .forEach(event -> same.computeIfAbsent(event.kind() + " " + event.text(), _ -> new ArrayList<>())
                        .add(event));
        return same.values().stream().map(this::event).toList();
    }

    private List<String> event(List<EventView> same) {
        EventView newest = same.getFirst();
        return List.of(
                isWarning(newest.kind()) ? "Warning" : "Normal",
                newest.kind(),
                "tireless",
                newest.text(),
                TimeText.of(newest.at(), zone),
                Integer.toString(same.size()));
    }

    private static boolean isWarning(String kind) {
        return switch (kind) {
            case "exited", "backedOff", "stalled", "unsettled", "overdue" -> true;
            default -> false;
        };
    }
}
