package tireless.runtime.process.log;

import java.time.Duration;

/**
 * How much of a replica's output is kept.
 *
 * @param rotateAt bytes that an attempt's file may hold before the older ones of them go into a segment
 * @param maxSize bytes on disk of one replica's output, segments and files together; the oldest segments go first
 * @param maxAge how long a segment is kept
 */
public record LogLimits(long rotateAt, long maxSize, Duration maxAge) {
    /** A smaller file would be rotated all the time. */
    public static final long SMALLEST_ROTATION = 64 * 1024;

    private static final long MEBI = 1 << 20;
    private static final long SMALL_SEGMENT = MEBI;
    private static final long SMALL_PART = 16 * MEBI;
    private static final long LARGE_PART = 64 * MEBI;
    public static final LogLimits DEFAULT = new LogLimits(16 * MEBI, 512 * MEBI, Duration.ofDays(14));

    public LogLimits {
        if (rotateAt < SMALLEST_ROTATION) {
            throw new IllegalArgumentException("rotated at less than 64 KiB: " + rotateAt);
        }
    }

    /** How much a rotation leaves in the file, to be seen with {@code tail}. */
    long left() {
        return rotateAt / 4;
    }

    /** How much output goes into one part of a segment at most: segments go as a whole, so one is never most of what may be kept. */
    long part() {
        return Math.clamp(maxSize / 4, SMALLEST_ROTATION, Math.clamp(rotateAt, SMALL_PART, LARGE_PART));
    }

    /** Bytes on disk of a segment that still takes in what comes directly after it. */
    long small() {
        return Math.min(maxSize / 8, SMALL_SEGMENT);
    }
}
