package tireless.runtime.process.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.BootId;
import tireless.runtime.LogPosition;
import tireless.runtime.LogStart;

/** What a server does that finds files and segments of the one before. */
class RestartedRotationTest {
    private static final int LINES = 10_000;
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final List<Long> cuts = new ArrayList<>();
    private String boot = "this-boot";

    @BeforeEach
    void rotate() throws IOException {
        Files.createDirectories(log().getParent());
        write("old");
        SlotOutput output = open();
        rotation(output).rotate(file(output), 0);
        assertThat(file(output).begin().offset()).isGreaterThan(LogLimits.SMALLEST_ROTATION);
    }

    private Path log() {
        return folder.resolve("slot/1/log");
    }

    private static List<String> lines(String word) {
        return IntStream.range(0, LINES).mapToObj(line -> word + " " + line).toList();
    }

    private void write(String word) throws IOException {
        Files.writeString(
                log(),
                String.join("\n", lines(word)) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    private SlotOutput open() {
        return new SlotOutput(
                RotationChild.SLOT, folder.resolve("slot"), new BootId(boot), (_, lost) -> cuts.add(lost));
    }

    private ZstdLibrary zstd() {
        return new ZstdLibrary(folder.resolve("libraries"));
    }

    private SlotRotation rotation(SlotOutput output) {
        return new SlotRotation(output, RotationChild.LIMITS, zstd(), _ -> {});
    }

    private static AttemptOutput file(SlotOutput output) throws IOException {
        return output.outputs().get(1);
    }

    private void restart() throws IOException {
        SlotOutput output = open();
        rotation(output).freeStored(file(output));
    }

    private List<String> read(SlotOutput output) throws IOException {
        List<String> lines = new ArrayList<>();
        OutputReader in = new OutputReader(output, zstd(), _ -> true, line -> lines.add(line.text()), () -> false);
        new StartSearch(output, zstd(), _ -> true).find(new LogStart.Attempt(1)).ifPresent(in::enter);
        while (in.advance()) {
            // Until all is read.
        }
        return lines;
    }

    @Test
    void leavesAloneWhatAWorkerWroteAfterACutWhileTheServerWasDown() throws IOException {
        write("new");

        restart();

        assertThat(Files.readAllLines(log())).isEqualTo(lines("new"));
        assertThat(read(open())).endsWith("new 9998", "new 9999").containsAll(lines("new"));
        assertThat(cuts).hasSize(1);
    }

    @Test
    void leavesAloneWhatAWorkerWroteAfterACutThatTheServerSaw() throws IOException {
        SlotOutput output = open();
        write("new");
        file(output).mark();

        restart();

        assertThat(Files.readAllLines(log())).isEqualTo(lines("new"));
        assertThat(read(open())).endsWith("new 9998", "new 9999").containsAll(lines("new"));
        assertThat(cuts).hasSize(1);
    }

    @Test
    void leavesAloneAFileOfAnotherBootThatItDoesNotRecognize() throws IOException {
        write("new");
        boot = "another-boot";

        restart();

        assertThat(Files.readAllLines(log())).isEqualTo(lines("new"));
    }

    @Test
    void goesOnBehindWhatWasReadAfterACut() throws IOException {
        SlotOutput output = open();
        Files.writeString(log(), "new\n");
        file(output).mark();

        LogPosition read = new LogPosition(1, 1, 4);

        assertThat(new StartSearch(open(), zstd(), _ -> false).find(new LogStart.After(read)))
                .isEqualTo(Optional.of(read));
    }

    @Test
    void readsNoHoleWhenTheLastSegmentHasExpired() throws IOException {
        long begin = file(open()).begin().offset();
        SlotOutput output = open();
        long later = System.currentTimeMillis()
                + RotationChild.LIMITS.maxAge().plus(DAY).toMillis();
        rotation(output).limit(later);
        rotation(output).limit(later);

        List<String> kept = lines("old").stream().skip(linesBefore(begin)).toList();
        assertThat(read(output)).isEqualTo(kept);
        assertThat(read(open())).isEqualTo(kept);
        assertThat(open().bytesAfter(LogPosition.beginOf(1))).isEqualTo(Files.size(log()) - begin);
        assertThat(open().segments().all())
                .singleElement()
                .satisfies(
                        segment -> assertThat(segment.file()).hasSize(PartTrailer.HEAD_BYTES + PartTrailer.TAIL_BYTES));
    }

    private static long linesBefore(long offset) {
        long bytes = 0;
        for (int line = 0; line < LINES; line++) {
            if (bytes == offset) {
                return line;
            }
            bytes += ("old " + line + "\n").length();
        }
        throw new AssertionError("no line ends at " + offset);
    }

    @Test
    void readsAgainWhereASegmentIsGoneMeanwhileAndNotWhereOneIsMissing() throws IOException {
        Segments segments = open().segments();
        Segment only = segments.all().getFirst();

        assertThat(segments.reading(() -> {
                    if (!segments.all().isEmpty()) {
                        segments.remove(only);
                        return only.parts().size();
                    }
                    return 0;
                }))
                .isZero();
        segments.add(only);
        assertThatThrownBy(() -> segments.from(LogPosition.beginOf(1))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aSegmentThatIsBeingWrittenIsGivenUpWhenTheSlotIsClosed() throws IOException {
        write("new");
        SlotOutput output = open();
        List<RotationStep> steps = new ArrayList<>();
        SlotRotation rotation = new SlotRotation(output, RotationChild.LIMITS, zstd(), step -> {
            steps.add(step);
            if (step == RotationStep.HALF_WRITTEN) {
                output.close();
            }
        });

        assertThatThrownBy(() -> rotation.rotate(file(output), 0)).hasMessageContaining("nothing more is written");

        assertThat(steps).containsExactly(RotationStep.BEGUN, RotationStep.HALF_WRITTEN);
        assertThat(folder.resolve("slot/logs").resolve(SegmentWriter.ASIDE)).doesNotExist();
        assertThat(Files.readAllLines(log())).isEqualTo(lines("new"));
    }
}
