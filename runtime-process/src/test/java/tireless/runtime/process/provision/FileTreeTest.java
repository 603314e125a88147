package tireless.runtime.process.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/../../x", "/tmp/x", "a/b", "a\0b"})
    void nothingIsWrittenWhereOneNameLeadsOutOfTheFolder(String name) {
        SortedMap<String, byte[]> files = new TreeMap<>(Map.of("!good", new byte[0], name, new byte[0]));
        Path tree = folder.resolve("deep/tree");

        assertThatThrownBy(() -> FileTree.write(tree, files))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is no name of a file");
        assertThat(folder).isEmptyDirectory();
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
