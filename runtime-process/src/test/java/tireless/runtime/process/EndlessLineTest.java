package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.runtime.LogLine;
import tireless.runtime.LogStart;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SlotLog;
import tireless.testing.runtime.RuntimeFixture;

/** A worker that writes and writes without a newline: it costs its reader no more memory than any other. */
class EndlessLineTest extends RuntimeFixture {
    private static final long READ = 1L << 27;
    private static final int LONGEST_PIECE = 1 << 16;

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }

    @Test
    @Tag("slow")
    void isReadInPiecesThatAreForgotten() throws IOException {
        shell(1, "head -c 134217728 /dev/zero");
        awaitEnd(1);
        assertThat(Files.size(new Home(home()).folder(attempt(1)).log())).isEqualTo(READ);
        AtomicLong characters = new AtomicLong();
        AtomicInteger longest = new AtomicInteger();
        SlotLog.Following following = driver.log(SLOT).follow(new LogStart.Attempt(1), line -> {
            characters.addAndGet(line.text().length());
            longest.accumulateAndGet(line.text().length(), Math::max);
        });
        assertThat(following.drain(Duration.ofMinutes(5))).isEmpty();
        assertThat(characters).hasValue(READ);
        assertThat(longest.get()).isLessThanOrEqualTo(LONGEST_PIECE);
    }

    /** Sees it only where the heap is smaller than the file: -Xmx256m. */
    @Test
    @Tag("slow")
    void itsLastLinesAreFewHoweverLongItIs() {
        shell(1, "head -c 1073741824 /dev/zero");
        awaitEnd(1);
        List<LogLine> last = driver.log(SLOT).tail(3);
        assertThat(last).hasSize(3).allMatch(line -> line.text().length() <= LONGEST_PIECE);
    }
}
