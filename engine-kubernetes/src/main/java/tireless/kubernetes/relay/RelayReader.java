package tireless.kubernetes.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tireless.throughput.Notification;
import tireless.throughput.relay.RelayLine;

/**
 * Makes of the lines of one pod's relay what its worker said, and when by the clock of this machine. Lines may come late, in heaps, and again: each word is
 * told once. One line is enough to begin with. For one thread at a time.
 *
 * <p>The clocks of two machines are not compared: a line that takes less time than any before it shows how far they are apart.
 */
public final class RelayReader {
    /** How fast one clock may run away from the other, as a part of the time that goes by. */
    private static final long DRIFT = 1_000;

    /** By how much the times of what was told before may be wrong, and still make a rate. */
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    private @Nullable RelayLine last;
    private Duration apart = Duration.ZERO;
    private Duration told = Duration.ZERO;
    private Duration warned = Duration.ZERO;
    private @Nullable Instant began;

    /** What is heard by a line; times are since boot of this machine. */
    public sealed interface Heard {
        /** When the relay heard it. */
        Duration at();

        /** The worker said something. To be told on as said at {@link #at}. */
        record Said(Notification said, Duration at) implements Heard {}

        /** Something hinders hearing it, for people. */
        record Warned(String what, Duration at) implements Heard {}
    }

    /**
     * Takes in a line.
     *
     * @param text without the end of the line; what is no line of a relay says nothing
     * @param arrived when it came here, since boot of this machine
     * @return what it says that was not told before, in the order in which it was said
     */
    public List<Heard> line(String text, Duration arrived) {
        RelayLine line = RelayLine.parse(text).orElse(null);
        if (line == null) {
            return List.of();
        }
        RelayLine before = last;
        boolean corrected = false;
        if (before == null || !before.boot().equals(line.boot())) {
            apart = arrived.minus(line.up());
            told = Duration.ZERO;
            warned = Duration.ZERO;
        } else if (line.up().compareTo(before.up()) <= 0) {
            return List.of();
        } else {
            Duration drifted = apart.plus(line.up().minus(before.up()).dividedBy(DRIFT));
            Duration seen = arrived.minus(line.up());
            Duration nearer = seen.compareTo(drifted) < 0 ? seen : drifted;
            corrected = apart.minus(nearer).compareTo(TOLERANCE) > 0;
            apart = nearer;
        }
        last = line;
        return news(line, corrected);
    }

    /**
     * Says that the worker's container began anew: what was said before is that of another one, and is told no more.
     *
     * @param since wall time of the node, as Kubernetes shows it; to say it again says nothing
     * @return what is known already of what was said since
     */
    public List<Heard> began(Instant since) {
        RelayLine line = last;
        boolean known = since.equals(began);
        began = since;
        if (line == null || known) {
            return List.of();
        }
        told = Duration.ZERO;
        return news(line, false);
    }

    /**
     * Until when everything is known that the worker said; silence after that says nothing of the worker, only of the way to it. Empty before the first line.
     * Time since boot of this machine.
     */
    public Optional<Duration> heardUntil() {
        return Optional.ofNullable(last).map(line -> here(line.up()));
    }

    private List<Heard> news(RelayLine line, boolean corrected) {
        Duration from = began == null ? Duration.ZERO : line.up().minus(Duration.between(began, line.at()));
        List<Heard> news = new ArrayList<>();
        Duration newest = told;
        for (RelayLine.Report report : line.reports()) {
            if (report.heard().compareTo(told) > 0 && report.heard().compareTo(from) >= 0) {
                // The time between it and what was told before is then not the one in which it grew.
                Notification said = corrected ? report.said().anew() : report.said();
                news.add(new Heard.Said(said, here(report.heard())));
            }
            newest = report.heard().compareTo(newest) > 0 ? report.heard() : newest;
        }
        told = newest;
        line.warning().filter(found -> found.heard().compareTo(warned) > 0).ifPresent(found -> {
            warned = found.heard();
            news.add(new Heard.Warned(found.text(), here(found.heard())));
        });
        news.sort(Comparator.comparing(Heard::at));
        return news;
    }

    private Duration here(Duration there) {
        return there.plus(apart);
    }
}
