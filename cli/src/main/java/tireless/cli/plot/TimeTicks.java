package tireless.cli.plot;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Round times of a day within a time. Pure. */
record TimeTicks(List<Long> seconds, DateTimeFormatter format) {
    private static final int MOST = 8;
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;
    private static final long[] STEPS = {
        1,
        2,
        5,
        10,
        15,
        30,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        5 * DAY,
        10 * DAY
    };

    TimeTicks {
        seconds = List.copyOf(seconds);
    }

    static TimeTicks of(TimeSpan time, ZoneId zone) {
        long length = time.to() - time.from();
        long step = LongStream.of(STEPS)
                .filter(each -> length / each <= MOST)
                .findFirst()
                .orElseGet(() -> Math.ceilDiv(length, MOST * DAY) * DAY);
        long offset =
                zone.getRules().getOffset(Instant.ofEpochSecond(time.from())).getTotalSeconds();
        long first = Math.ceilDiv(time.from() + offset, step) * step - offset;
        return new TimeTicks(
                LongStream.iterate(first, second -> second < time.to(), second -> second + step)
                        .boxed()
                        .toList(),
                DateTimeFormatter.ofPattern(step < MINUTE ? "HH:mm:ss" : step < DAY ? "HH:mm" : "MMM d", Locale.ROOT)
                        .withZone(zone));
    }

    String words(long second) {
        return format.format(Instant.ofEpochSecond(second));
    }
}
