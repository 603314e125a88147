package tireless.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file that is replaced. */
class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void itIsReplacedForThisAccountAloneAndNothingStaysBesideIt() throws IOException {
        Path file = Files.writeString(folder.resolve("note"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        AtomicFile.write(file, "new\n");
        assertThat(file).hasContent("new\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        AtomicFile.writeDurably(file, "safe".getBytes(StandardCharsets.UTF_8));
        assertThat(file).hasContent("safe");
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).containsExactly("note");
    }

    @Test
    void whatAKilledWriterHasLeftIsNotInTheWay() throws IOException {
        Path left = Files.writeString(folder.resolve("note.new"), "half of a very long lin");
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("r--r--r--"));
        AtomicFile.write(folder.resolve("note"), "whole");
        assertThat(folder.resolve("note")).hasContent("whole");
        assertThat(folder.toFile().list()).containsExactly("note");
    }

    @Test
    void whatCanNotBeWrittenLeavesTheOldOneAndNothingElse() throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("note/inside")).getParent();
        assertThatThrownBy(() -> AtomicFile.write(occupied, "new")).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("note");
    }
}
