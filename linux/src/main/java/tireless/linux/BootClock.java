package tireless.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import tireless.model.BootId;
import tireless.model.Now;
import tireless.model.TimeSource;

/** The kernel's clocks: the wall clock, and CLOCK_BOOTTIME (clock_gettime(2)), which goes on during suspend. */
public final class BootClock implements TimeSource {
    private static final NativeCall CLOCK_GETTIME = NativeCall.returningInt("clock_gettime");
    private static final int CLOCK_BOOTTIME = 7;
    private static final long TIMESPEC_BYTES = 16;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final BootId boot;

    /** Reads the boot id (random(4)). */
    public BootClock() {
        try {
            boot = new BootId(Files.readString(BOOT_ID).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException("can not read the boot id; is /proc mounted?", failure);
        }
    }

    @Override
    public Now now() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(TIMESPEC_BYTES, Long.BYTES);
            CLOCK_GETTIME.call(CLOCK_BOOTTIME, time.address());
            Duration sinceBoot = Duration.ofSeconds(
                    NativeCall.buffer(time).getLong(0), NativeCall.buffer(time).getLong(Long.BYTES));
            return new Now(Instant.now(), sinceBoot, boot);
        } catch (SystemCallException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
