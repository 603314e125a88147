package tireless.runtime.process.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    private Path folder;

    @Test
    void allOfItGoesAndNothingThatALinkLeadsTo() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("f"), "x");
        Path closed = Files.createDirectories(folder.resolve("tree/closed"));
        Files.writeString(closed.resolve("f"), "x");
        Files.createSymbolicLink(closed.resolve("link"), kept);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        FileTree.remove(folder.resolve("tree"));
        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(kept.resolve("f")).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isNotEqualTo("---------");
    }

    @Test
    void aLinkItselfGoesAndWhatIsNotThereHarmsNobody() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), kept);
        FileTree.remove(link);
        FileTree.remove(folder.resolve("nothing"));
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(kept).exists();
    }
}
