package tireless.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.api.ReplicaView;
import tireless.model.Exit;
import tireless.model.Now;
import tireless.model.Phase;
import tireless.model.ReplicaStatus;

/** Replicas on the wire. */
final class ReplicaViews {
    private ReplicaViews() {}

    /** @param now by which times since boot become wall times */
    static ReplicaView of(ReplicaStatus replica, Now now) {
        Phase phase = replica.phase();
        boolean ready = phase instanceof Phase.Running running && running.ready();
        return new ReplicaView(
                replica.slot().replica(),
                new ReplicaView.State(word(phase), detail(replica), ready),
                new ReplicaView.Run(
                        phase instanceof Phase.Running running && running.pid() > 0
                                ? OptionalLong.of(running.pid())
                                : OptionalLong.empty(),
                        startedAt(phase, now),
                        phase instanceof Phase.Running running ? running.listensAt() : List.of(),
                        replica.findings().remarks(),
                        replica.use(),
                        replica.report().scaleInProtection()),
                new ReplicaView.Attempt(replica.attempt(), replica.revision()),
                ends(replica),
                replica.report().throughput(),
                replica.report().text(),
                replica.findings().probes());
    }

    private static ReplicaView.Ends ends(ReplicaStatus replica) {
        Optional<String> last = replica.lastExit()
                .filter(exit -> !(exit instanceof Exit.NotStarted))
                .map(Exit::toString);
        return switch (replica.phase()) {
            case Phase.BackingOff(int failures, var _, var until, var _) ->
                new ReplicaView.Ends(replica.restarts(), failures, Optional.of(until), last);
            case Phase.Waiting(var _, int failures, var _, var until) ->
                new ReplicaView.Ends(replica.restarts(), failures, Optional.of(until), last);
            case Phase.Pending _,
                    Phase.Starting _,
                    Phase.Running _,
                    Phase.Stopping _,
                    Phase.Unsettled _,
                    Phase.Held _,
                    Phase.Stopped _,
                    Phase.Finished _ -> new ReplicaView.Ends(replica.restarts(), 0, Optional.empty(), last);
        };
    }

    private static Optional<Instant> startedAt(Phase phase, Now now) {
        return phase instanceof Phase.Running running
                ? Optional.of(now.wall().minus(now.since(running.since())))
                : Optional.empty();
    }

    /** What a process runs without is told as long as it does. */
    private static String running(ReplicaStatus replica, Phase.Running running) {
        String listens = running.listensAt().isEmpty()
                ? ""
                : "ingress-violation: it listens at " + String.join(", ", running.listensAt());
        String warnings = String.join("; ", replica.findings().warnings());
        return Stream.of(listens, running.ready() ? "" : unready(replica), warnings)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String unready(ReplicaStatus replica) {
        return replica.findings().probes().stream()
                .filter(probe -> probe.failures() > 0)
                .findFirst()
                .map(probe -> "%s probe: %s".formatted(probe.kind().word(), probe.last()))
                .orElse("");
    }

    private static String word(Phase phase) {
        return switch (phase) {
            case Phase.Pending _, Phase.Waiting _ -> "pending";
            case Phase.Starting _ -> "starting";
            case Phase.Running _ -> "running";
            case Phase.Stopping _ -> "stopping";
            case Phase.BackingOff _ -> "backing-off";
            case Phase.Unsettled _ -> "unsettled";
            case Phase.Held _ -> "held";
            case Phase.Stopped _ -> "stopped";
            case Phase.Finished _ -> "finished";
        };
    }

    private static String detail(ReplicaStatus replica) {
        return switch (replica.phase()) {
            case Phase.Pending(String why) -> why;
            case Phase.Waiting waiting -> waiting.why();
            case Phase.Stopping(String why) -> why;
            case Phase.Unsettled(String why) -> why;
            case Phase.BackingOff backingOff -> backingOff.lastExit().toString();
            case Phase.Held(String why) -> why;
            case Phase.Finished(Exit exit) -> exit.toString();
            case Phase.Running running -> running(replica, running);
            case Phase.Starting _, Phase.Stopped _ -> "";
        };
    }
}
