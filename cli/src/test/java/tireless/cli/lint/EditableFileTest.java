package tireless.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.TirelessException;

class EditableFileTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("w.yaml"), text);
    }

    private EditableFile open(Path file) {
        return EditableFile.open(file, "w.yaml");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void theTextIsReplacedAndTheModeStays() throws IOException {
        Path file = file("a\r\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x--x"));
        open(file).replace("b\r\n");
        assertThat(file).hasContent("b\r\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-x--x");
        assertThat(names()).containsExactly("w.yaml");
    }

    @Test
    void aByteOrderMarkStays() throws IOException {
        Path file = file("\ufeffa: 1");
        assertThat(open(file).original().text()).isEqualTo("a: 1");
        open(file).replace("b: 1");
        assertThat(Files.readAllBytes(file)).isEqualTo("\ufeffb: 1".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = file("a");
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("w.yaml"));
        open(link).replace("b");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("b");
    }

    @Test
    void whatChangedMeanwhileIsNotOverwritten() throws IOException {
        Path file = file("a");
        EditableFile editable = open(file);
        Files.writeString(file, "other");
        assertThatThrownBy(() -> editable.replace("b"))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("it has changed meanwhile");
        assertThat(file).hasContent("other");
        assertThat(names()).containsExactly("w.yaml");
    }

    @Test
    void aReadOnlyFileStays() throws IOException {
        Path file = file("a");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--rw-rw-"));
        EditableFile editable = open(file);
        assertThatThrownBy(() -> editable.replace("b")).hasMessageContaining("read-only; chmod u+w it");
        assertThat(file).hasContent("a");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThatThrownBy(() -> open(folder)).hasMessageContaining("no regular file");
        assertThatThrownBy(() -> open(folder.resolve("none"))).hasMessageContaining("there is no ");
    }
}
