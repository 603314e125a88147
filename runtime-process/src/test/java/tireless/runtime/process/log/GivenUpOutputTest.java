package tireless.runtime.process.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.linux.EventLoop;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;
import tireless.testing.ManualTime;

/** Output that is too old or too much, and who comes too late to read it. */
@Timeout(60)
class GivenUpOutputTest {
    private static final Duration MAX_AGE = RotationChild.LIMITS.maxAge();
    private static final int NAME_ALONE = PartTrailer.HEAD_BYTES + PartTrailer.TAIL_BYTES;

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private SlotOutput output;
    private SlotRotation rotation;

    @BeforeEach
    void openSlot() {
        output = RotationChild.open(folder.resolve("slot"));
        rotation = new SlotRotation(output, RotationChild.LIMITS, zstd(), _ -> {});
    }

    private ZstdLibrary zstd() {
        return new ZstdLibrary(folder.resolve("libraries"));
    }

    /** Its lines are written now. */
    private Path write(int attempt, int lines) throws IOException {
        Path log = Files.createDirectories(folder.resolve("slot").resolve(Integer.toString(attempt)))
                .resolve("log");
        Files.write(
                log,
                IntStream.range(0, lines)
                        .mapToObj(line -> attempt + ": " + line)
                        .toList());
        Files.setLastModifiedTime(log, FileTime.from(time.now().wall()));
        output.changed();
        return log;
    }

    private void limit() throws IOException {
        rotation.limit(time.now().wall().toEpochMilli());
    }

    private List<LogLine> readFrom(LogPosition position) throws IOException {
        List<LogLine> lines = new ArrayList<>();
        OutputReader in = new OutputReader(output, zstd(), _ -> true, lines::add, () -> false);
        in.enter(position);
        while (in.advance()) {
            // Until all is read.
        }
        return lines;
    }

    private List<Path> segments(Path slot) throws IOException {
        try (Stream<Path> files = Files.list(slot.resolve("logs"))) {
            return files.toList();
        }
    }

    @Test
    void aSegmentIsKeptForMaxAgeAfterItsLastLineAndNotLonger() throws IOException {
        write(1, 20_000);
        rotation.rotate(output.newest().orElseThrow(), time.now().wall().toEpochMilli());
        List<LogLine> all = readFrom(LogPosition.beginOf(1));
        assertThat(all)
                .hasSize(20_000)
                .allSatisfy(line -> assertThat(line.removed()).isZero());

        time.advance(MAX_AGE);
        limit();
        assertThat(readFrom(LogPosition.beginOf(1))).isEqualTo(all);

        time.advance(Duration.ofMillis(1));
        limit();
        List<LogLine> left = readFrom(LogPosition.beginOf(1));
        assertThat(left).hasSizeBetween(1, 19_999).last().isEqualTo(all.getLast());
        assertThat(segments(folder.resolve("slot")))
                .singleElement()
                .satisfies(name -> assertThat(name).hasSize(NAME_ALONE));
    }

    @Test
    void whoHasReadSoFarIsToldHowManyBytesHeHasMissed() throws IOException {
        write(1, 20_000);
        rotation.rotate(output.newest().orElseThrow(), time.now().wall().toEpochMilli());
        LogPosition seen = readFrom(LogPosition.beginOf(1)).get(99).end();
        long begin = output.newest().orElseThrow().begin().offset();
        time.advance(MAX_AGE.plusSeconds(1));
        limit();

        List<LogLine> left = readFrom(seen);

        assertThat(left.getFirst().removed()).isEqualTo(begin - seen.offset());
        assertThat(left.subList(1, left.size()))
                .allSatisfy(line -> assertThat(line.removed()).isZero());
    }

    @Test
    void alsoWhereWholeAttemptsAreGoneAndAnotherServerKeepsWhatIsLeft() throws IOException {
        write(1, 5);
        LogPosition seen = readFrom(LogPosition.beginOf(1)).get(2).end();
        write(2, 5_000);
        rotation.gather(0);
        time.advance(MAX_AGE.plusSeconds(1));
        limit();
        write(3, 5);
        openSlot();

        List<LogLine> left = readFrom(seen);

        assertThat(left).hasSize(5);
        assertThat(left.getFirst().text()).isEqualTo("3: 0");
        assertThat(left.getFirst().removed()).isGreaterThan(5_000);
        assertThat(readFrom(LogPosition.beginOf(3)).getFirst().removed()).isZero();
    }

    @Test
    void betweenAttemptsNothingIsMissingThatIsKept() throws IOException {
        write(1, 5);
        write(2, 5);
        write(4, 5);
        rotation.gather(1);

        assertThat(readFrom(LogPosition.beginOf(1)))
                .hasSize(15)
                .allSatisfy(line -> assertThat(line.removed()).isZero());
    }

    @Test
    void theRotationLooksForWhatIsTooOldEveryHour() throws Exception {
        Path log = write(1, 20_000);
        BlockingQueue<RotationStep> steps = new LinkedBlockingQueue<>();
        try (EventLoop loop = new EventLoop("test");
                ReplicaLogs logs = new ReplicaLogs(
                        _ -> folder.resolve("slot"),
                        time,
                        new LogSettings(RotationChild.LIMITS, folder.resolve("libraries")),
                        loop,
                        _ -> false,
                        (_, _) -> {},
                        steps::add)) {
            logs.began(RotationChild.SLOT);
            await(steps, RotationStep.CUT_INDEX);
            time.advance(MAX_AGE.plusHours(1));

            logs.began(RotationChild.SLOT);

            await(steps, RotationStep.RENAMED);
        }
        assertThat(segments(folder.resolve("slot")))
                .singleElement()
                .satisfies(name -> assertThat(name).hasSize(NAME_ALONE));
        assertThat(log).isNotEmptyFile();
    }

    private static void await(BlockingQueue<RotationStep> steps, RotationStep wanted) throws InterruptedException {
        while (steps.take() != wanted) {
            // Until it is done.
        }
    }
}
