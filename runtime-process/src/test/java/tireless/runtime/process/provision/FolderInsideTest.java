package tireless.runtime.process.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderInsideTest {
    @TempDir
    private Path folder;

    private Path volume;
    private Path elsewhere;

    @BeforeEach
    void makeLinks() throws IOException {
        volume = Files.createDirectory(folder.resolve("volume"));
        elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(volume.resolve("out"), elsewhere);
        Files.createSymbolicLink(volume.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(volume.resolve("nowhere"), Path.of("missing"));
        Files.createSymbolicLink(volume.resolve("round"), Path.of("round"));
        Files.createDirectories(volume.resolve("releases/1"));
        Files.createSymbolicLink(volume.resolve("current"), Path.of("releases/1"));
        Files.createFile(volume.resolve("file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "out/new/dir", "up", "up/new", "current/../../../new", "../new", "/tmp"})
    void whatLeadsOutOfTheVolumeIsRefusedBeforeAnythingIsMade(String subPath) throws IOException {
        assertThat(FolderInside.find(volume, subPath))
                .isEqualTo(new FolderInside.Outcome.Refused("would be outside of the volume: correct `subPath`"));
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere/a, the link `nowhere` in the volume leads to nothing",
        "round, the link `round` in the volume can not be followed",
        "file/a, `file` in the volume is no folder"
    })
    void whatIsInTheWayIsNamed(String subPath, String flaw) throws IOException {
        assertThat(FolderInside.find(volume, subPath))
                .isEqualTo(new FolderInside.Outcome.Refused("can not be used: " + flaw));
        assertThat(volume.resolve("missing")).doesNotExist();
    }

    @Test
    void aLinkThatStaysInTheVolumeIsFollowed() throws IOException {
        assertThat(FolderInside.find(volume, "current/a/b"))
                .isEqualTo(new FolderInside.Outcome.Found(volume.toRealPath().resolve("releases/1/a/b")));
        assertThat(volume.resolve("releases/1/a/b")).isDirectory();
    }
}
