package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedFoldersTest {
    @TempDir
    private Path folder;

    private Disk disk;

    @BeforeEach
    void makeAHome() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve("secret.key"), "key");
        Files.createSymbolicLink(folder.resolve("innocent"), home.resolve("secret.key"));
        Files.createSymbolicLink(folder.resolve("link"), home);
        Files.createSymbolicLink(folder.resolve("environment"), Path.of("/proc/self/environ"));
        Files.writeString(folder.resolve("file"), "text");
        disk = new ClosedFolders(Disk.REAL, List.of(folder.resolve("link")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proc/self/environ",
                "/sys/kernel/notes",
                "environment",
                "home/secret.key",
                "innocent",
                "link/secret.key",
                "home/../home/./secret.key"
            })
    void whatIsInThemIsNotReadByWhateverLinks(String file) {
        assertThatThrownBy(() -> disk.read(folder.resolve(file), 100))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is not handed to a worker");
    }

    @Test
    void anyOtherFileIs() throws IOException {
        assertThat(disk.read(folder.resolve("file"), 100)).asString().isEqualTo("text");
    }
}
