package tireless.runtime.process.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.runtime.LogStart;

/** A rotation that is killed, wherever that is. */
class KilledRotationTest {
    @TempDir
    Path folder;

    private final List<String> written = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        for (int attempt = 1; attempt <= 3; attempt++) {
            int number = attempt;
            List<String> lines = IntStream.range(0, attempt == 2 ? 100 : 20_000)
                    .mapToObj(line -> "line %d of attempt %d".formatted(line, number))
                    .toList();
            Path home = Files.createDirectories(slot().resolve(Integer.toString(attempt)));
            Files.writeString(home.resolve("log"), String.join("\n", lines) + "\n");
            written.addAll(lines);
        }
    }

    private Path slot() {
        return folder.resolve("slot");
    }

    private Path libraries() {
        return folder.resolve("libraries");
    }

    @ParameterizedTest
    @CsvSource({
        "BEGUN, 1", "HALF_WRITTEN, 1", "HALF_WRITTEN, 2", "WRITTEN, 2", "SYNCED, 1", "SYNCED, 3", "RENAMED, 1",
        "RENAMED, 2", "RENAMED, 3", "DROPPED_MERGED, 1", "RECORDED, 1", "RECORDED, 2", "PUNCHED, 1", "PUNCHED, 2",
        "CUT_INDEX, 2", "HALF_WRITTEN, 3", "REMOVED_ATTEMPT, 1", "REMOVED_ATTEMPT, 2"
    })
    void losesNothingAndDoublesNothing(RotationStep step, int count) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RotationChild.class.getName(),
                        slot().toString(),
                        step.name(),
                        Integer.toString(count),
                        libraries().toString())
                .inheritIO()
                .start();
        assertThat(child.waitFor()).isEqualTo(137);

        assertSame(read());

        RotationChild.work(RotationChild.open(slot()), libraries(), _ -> {});
        assertSame(read());
        assertSame(readByPlainTools().lines().toList());
    }

    /** Says where they differ, rather than all of them. */
    private void assertSame(List<String> lines) {
        for (int at = 0; at < Math.min(lines.size(), written.size()); at++) {
            assertThat(lines.get(at)).as("line %d", at).isEqualTo(written.get(at));
        }
        assertThat(lines).hasSameSizeAs(written);
    }

    private List<String> read() throws IOException {
        List<String> lines = new ArrayList<>();
        SlotOutput output = RotationChild.open(slot());
        ZstdLibrary zstd = new ZstdLibrary(libraries());
        OutputReader in = new OutputReader(output, zstd, _ -> true, line -> lines.add(line.text()), () -> false);
        new StartSearch(output, zstd, _ -> true).find(new LogStart.Attempt(1)).ifPresent(in::enter);
        while (in.advance()) {
            // Until all is read.
        }
        return lines;
    }

    /** As by {@code zstdcat logs/*.zst}, and {@code tail} of the file behind the last offset that their names tell. */
    private String readByPlainTools() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Path> segments;
        try (Stream<Path> files = Files.list(slot().resolve("logs"))) {
            segments = files.sorted().toList();
        }
        for (Path segment : segments) {
            try (InputStream in = new ZstdInputStreamNoFinalizer(Files.newInputStream(segment))) {
                in.transferTo(all);
            }
        }
        String last = segments.getLast().getFileName().toString();
        long end = Long.parseLong(last.substring(last.lastIndexOf('.', last.length() - 5) + 1, last.length() - 4));
        byte[] rest = Files.readAllBytes(slot().resolve("3/log"));
        all.write(rest, (int) end, rest.length - (int) end);
        return all.toString(StandardCharsets.UTF_8);
    }
}
