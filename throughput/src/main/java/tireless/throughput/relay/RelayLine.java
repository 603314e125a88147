package tireless.throughput.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tireless.throughput.Notification;

/**
 * One line of a relay: all that it has heard so far, the newest word of each kind, with the time that it was heard at. So one line is enough for who
 * begins to read, and none that is lost does harm. Times since boot are those of the machine that the relay runs on, in microseconds.
 *
 * <pre>{@code
 * tireless-relay 1 boot=BOOT up=MICROS at=MILLIS [told=MICROS FIELDS] [looked=MICROS FIELDS] [warning=MICROS text=TEXT] .
 * }</pre>
 *
 * <p>{@code told} and {@code looked} begin a report, with how long before the line it was heard; the second is one that comes from time to time whatever is done. There
 * may be several of both, and each has some of the fields {@code ready}, {@code heartbeat}, {@code watchdog=MICROS}, {@code processed=N}, {@code errors=N}, {@code backlog=N},
 * {@code inflight=N}, {@code latency=MICROS}, {@code protection=0|1}, {@code age=MICROS}, {@code anew} and {@code status=TEXT}. A text is encoded as in a form of HTML, so it
 * has no space. Fields with other names are left for later versions.
 *
 * @param boot which boot of its machine that is, without spaces
 * @param up when the line was written, since boot
 * @param at the same as wall time, to the millisecond
 * @param reports as they were heard
 * @param warning the last one
 */
public record RelayLine(String boot, Duration up, Instant at, List<Report> reports, Optional<Warning> warning) {
    /** The time between two lines. */
    public static final Duration BEAT = Duration.ofSeconds(2);

    public RelayLine {
        if (boot.isEmpty() || !boot.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw new IllegalArgumentException("no boot: " + boot);
        }
        reports = List.copyOf(reports);
    }

    /**
     * What was heard at one time.
     *
     * @param heard since boot
     */
    public record Report(Duration heard, Notification said) {}

    /**
     * What hinders hearing, for people.
     *
     * @param heard when it was found, since boot
     */
    public record Warning(Duration heard, String text) {}

    /** As it is printed, without the end of the line. */
    public String write() {
        return RelayText.write(this);
    }

    /** Reads what {@link #write} made; empty for whatever else, as a part of a line. */
    public static Optional<RelayLine> parse(String line) {
        return RelayText.parse(line);
    }
}
