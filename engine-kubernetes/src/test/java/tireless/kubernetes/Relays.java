package tireless.kubernetes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tireless.testing.ManualTime;
import tireless.throughput.Notification;
import tireless.throughput.relay.RelayLine;

/** The relays in the pods of a place, which print what a test says, at its time. */
final class Relays {
    private static final Duration BOOTED = Duration.ofHours(1);

    /** By the clock of the nodes; pods have begun by then, whatever the load. */
    private static final Instant BEGUN = Instant.now().plus(Duration.ofMinutes(5));

    private final ClusterPlace place;
    private final ManualTime time;
    private final Instant begun;

    Relays(ClusterPlace place, ManualTime time) {
        this.place = place;
        this.time = time;
        this.begun = time.now().wall();
    }

    /** It is so long after the beginning, and the relay in a pod has just heard this, each as one report. */
    void hear(String pod, Duration after, String... reports) {
        time.advance(after.minus(Duration.between(begun, time.now().wall())));
        Duration up = BOOTED.plus(after);
        List<RelayLine.Report> heard = List.of(reports).stream()
                .map(report -> new RelayLine.Report(up, Notification.parse(report.getBytes(StandardCharsets.UTF_8))))
                .toList();
        place.cluster()
                .printBeside(
                        place.namespace(),
                        pod,
                        new RelayLine("node-1", up, BEGUN.plus(after), heard, Optional.empty()).write());
    }
}
