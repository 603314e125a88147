package tireless.cli.output;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.api.ReplicaView;
import tireless.control.EventText;
import tireless.model.Exit;
import tireless.model.ReplicaUse;

/** What is observed of replicas: one row each, and what they take of the machine where that is known of one. */
public final class ReplicaTable {
    private ReplicaTable() {}

    public static Table of(List<ReplicaView> replicas, Instant now) {
        boolean measured = replicas.stream().anyMatch(replica -> !replica.use().equals(ReplicaUse.UNKNOWN));
        List<String> heading = new ArrayList<>(List.of("REPLICA", "PHASE", "READY", "SINCE", "PID"));
        if (measured) {
            heading.addAll(List.of("CPU", "MEMORY"));
        }
        heading.addAll(List.of("REVISION", "RESTARTS", "LAST END", "DETAIL"));
        Table table = Table.of(heading.toArray(String[]::new));
        for (ReplicaView replica : replicas) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.of(replica.name()),
                    Cell.state(replica.phase()),
                    replica.ready() ? new Cell("yes", Tone.GOOD) : Cell.of("no"),
                    Cell.of(replica.startedAt()
                            .map(start -> Age.since(start, now))
                            .orElse("")),
                    Cell.of(
                            replica.pid().isPresent()
                                    ? String.valueOf(replica.pid().getAsLong())
                                    : "")));
            if (measured) {
                row.add(Cell.of(Figures.cpu(replica.use().milliCores())));
                row.add(Cell.of(
                        replica.use().memory().isPresent()
                                ? Bytes.of(replica.use().memory().getAsLong())
                                : ""));
            }
            row.addAll(List.of(
                    Cell.of(replica.revision() == 0 ? "" : String.valueOf(replica.revision())),
                    Cell.of(replica.restarts()),
                    Cell.of(replica.lastExit().orElse("")),
                    Cell.of(detail(replica, now))));
            table.add(row);
        }
        return table;
    }

    private static String said(ReplicaView replica) {
        return replica.statusText().isEmpty() ? "" : ": " + replica.statusText();
    }

    private static String inARow(ReplicaView replica) {
        return EventText.inARow(replica.failures(), replica.detail().equals(new Exit.Status(0).toString()));
    }

    /** Why it is so, and when it goes on. */
    static String detail(ReplicaView replica, Instant now) {
        if (replica.phase().equals("pending") && replica.nextStartAt().isPresent()) {
            return "%s; next try in %s"
                    .formatted(
                            replica.detail(),
                            Age.since(now, replica.nextStartAt().get()));
        }
        Optional<String> next =
                replica.nextStartAt().map(at -> "%s, next in %s".formatted(inARow(replica), Age.since(now, at)));
        return next.map(known ->
                        replica.detail().isEmpty() ? known : known + ", last " + replica.detail() + said(replica))
                .orElseGet(() -> Stream.of(replica.detail(), replica.statusText())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")));
    }
}
