package tireless.runtime.process.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.BootId;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;

/** Readers of an output that its worker cuts, or that can not be read. */
@Timeout(60)
class CutOutputTest {
    private static final int OLD_LINES = 20_000;

    @TempDir
    Path folder;

    private final List<LogLine> read = new ArrayList<>();
    private boolean stopped;
    private SlotOutput output;
    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = Files.createDirectories(folder.resolve("1")).resolve("log");
        write("old", OLD_LINES);
        output = open();
    }

    private SlotOutput open() {
        return new SlotOutput(RotationChild.SLOT, folder, new BootId("this-boot"), (_, _) -> {});
    }

    private static List<String> lines(String word, int count) {
        return IntStream.range(0, count).mapToObj(line -> word + " " + line).toList();
    }

    /** As a worker does that cuts its file, and has written much again before anybody looks. */
    private void write(String word, int count) throws IOException {
        Files.writeString(log, String.join("\n", lines(word, count)) + "\n");
    }

    private OutputReader reader() {
        return new OutputReader(
                output, new ZstdLibrary(folder.resolve("libraries")), _ -> false, read::add, () -> stopped);
    }

    private List<String> texts() {
        return read.stream().map(LogLine::text).toList();
    }

    private static void readAll(OutputReader in) throws IOException {
        while (in.advance()) {
            // Until all is read.
        }
    }

    @Test
    void whatComesAfterACutIsNotTakenForWhatAReaderGoesOnWith() throws IOException {
        OutputReader in = reader();
        in.enter(LogPosition.beginOf(1));
        stopped = true;
        in.advance();
        int before = read.size();
        assertThat(before).isBetween(1_000, OLD_LINES - 1);
        stopped = false;
        write("new", 2 * OLD_LINES);

        readAll(in);

        assertThat(texts().subList(0, before)).isEqualTo(lines("old", before));
        // In between stands what had been read of the line that was cut off.
        assertThat(texts().subList(read.size() - 2 * OLD_LINES, read.size())).isEqualTo(lines("new", 2 * OLD_LINES));
        assertThat(read.size() - 2 * OLD_LINES - before).isBetween(0, 1);
        assertThat(read.getLast().end().generation()).isEqualTo(1);
    }

    @Test
    void alsoWhereTheNextServerReadsOn() throws IOException {
        output.newest().orElseThrow().mark();
        LogPosition seen = LogPosition.beginOf(1).at("old 0\nold 1\n".length());
        write("new", 2 * OLD_LINES);
        output = open();
        OutputReader in = reader();
        in.enter(seen);

        readAll(in);

        assertThat(texts()).isEqualTo(lines("new", 2 * OLD_LINES));
    }

    @Test
    void ofAFileWithoutAnyLookAtItTheReadersOwnBytesAreEnough() throws IOException {
        AttemptOutput file = output.newest().orElseThrow();
        byte[] block = Files.readAllBytes(log);
        write("new", 2 * OLD_LINES);

        assertThat(file.wrote(LogPosition.beginOf(1), block, block.length)).isFalse();

        assertThat(file.begin()).isEqualTo(new LogPosition(1, 1, 0));
    }

    @Test
    void aFileThatCanNotBeReadIsAnErrorAndNotReadForEver() throws IOException {
        Files.delete(log);
        Files.createDirectory(log);
        OutputReader in = reader();
        in.enter(LogPosition.beginOf(1));

        assertThatThrownBy(() -> readAll(in)).isInstanceOf(IOException.class).hasMessageContaining("Is a directory");
    }
}
