package tireless.cli.output;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.api.ReplicaView;

/** What is observed of replicas: one row each. */
public final class ReplicaTable {
    private ReplicaTable() {}

    public static Table of(List<ReplicaView> replicas, Instant now) {
        Table table =
                Table.of("REPLICA", "PHASE", "READY", "SINCE", "PID", "REVISION", "RESTARTS", "LAST END", "DETAIL");
        for (ReplicaView replica : replicas) {
            table.add(List.of(
                    Cell.of(replica.name()),
                    Cell.state(replica.phase()),
                    replica.ready() ? new Cell("yes", Tone.GOOD) : Cell.of("no"),
                    Cell.of(replica.startedAt()
                            .map(start -> Age.since(start, now))
                            .orElse("")),
                    Cell.of(
                            replica.pid().isPresent()
                                    ? String.valueOf(replica.pid().getAsLong())
                                    : ""),
                    Cell.of(replica.revision() == 0 ? "" : String.valueOf(replica.revision())),
                    Cell.of(replica.restarts()),
                    Cell.of(replica.lastExit().orElse("")),
                    Cell.of(detail(replica, now))));
        }
        return table;
    }

    private static String said(ReplicaView replica) {
        return replica.statusText().isEmpty() ? "" : ": " + replica.statusText();
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
                replica.nextStartAt().map(at -> "%d×, next in %s".formatted(replica.failures(), Age.since(now, at)));
        return next.map(known ->
                        replica.detail().isEmpty() ? known : known + ", last " + replica.detail() + said(replica))
                .orElseGet(() -> Stream.of(replica.detail(), replica.statusText())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")));
    }
}
