package tireless.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real file systems that are full, read-only or noexec, each in a mount namespace of its own. */
@Timeout(60)
class HostileDiskTest {
    @TempDir
    Path directory;

    private String file;

    @BeforeEach
    void needsNamespaces() throws IOException, InterruptedException {
        file = directory.resolve("tireless.db").toString();
        assumeTrue(
                new ProcessBuilder("unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", directory.toString())
                                .start()
                                .waitFor()
                        == 0,
                "user namespaces with mounts are not allowed here");
    }

    @Test
    void aFullDiskRefusesClearlyAndWorksAgainOnceThereIsRoom() throws IOException, InterruptedException {
        List<String> said = inNamespace("mount -t tmpfs -o size=1m tmpfs \"$0\"", StoreChild.command("fill", file));
        assertThat(said).hasSize(3);
        assertThat(said.getFirst()).startsWith("true the disk of " + file + " is full");
        assertThat(said).endsWith("whole true", "again true");
    }

    /** From the first page on, each time a little later. */
    @ParameterizedTest
    @ValueSource(strings = {"4k", "16k", "32k", "48k", "64k", "80k", "96k"})
    void aDiskThatIsFullWhenTheStoreIsMadeIsNamed(String size) throws IOException, InterruptedException {
        List<String> said = inNamespace(
                "mount -t tmpfs -o size=" + size + " tmpfs \"$0\"",
                StoreChild.command("open", file, StoreFiles.LIBRARIES.toString()));
        assertThat(said).singleElement().asString().contains("the disk of " + file, "is full", "free some space");
    }

    @Test
    void aFullLibraryFolderIsNamed() throws IOException, InterruptedException {
        String libraries = directory.resolve("native").toString();
        List<String> said =
                inNamespace("mount -t tmpfs -o size=64k tmpfs \"$0\"", StoreChild.command("open", file, libraries));
        assertThat(said)
                .containsExactly("cannot unpack SQLite's library into " + libraries
                        + ": No space left on device; make room or rights there, then try again");
    }

    @Test
    void aReadOnlyFileSystemIsNamed() throws IOException, InterruptedException {
        List<String> said = inNamespace(
                "mount -t tmpfs -o ro tmpfs \"$0\"", StoreChild.command("open", file, StoreFiles.LIBRARIES.toString()));
        assertThat(said).singleElement().asString().startsWith("cannot create " + file);
    }

    @Test
    void aFileThatBecameReadOnlyIsNamed() throws IOException, InterruptedException {
        StoreFiles.open(Path.of(file)).close();
        List<String> said = inNamespace(
                "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"",
                StoreChild.command("open", file, StoreFiles.LIBRARIES.toString()));
        assertThat(said).singleElement().asString().startsWith("cannot ").contains(file);
    }

    @Test
    void aLibraryFolderWithoutExecIsNamed() throws IOException, InterruptedException {
        String libraries = directory.resolve("native").toString();
        List<String> said =
                inNamespace("mount -t tmpfs -o noexec tmpfs \"$0\"", StoreChild.command("open", file, libraries));
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("cannot load " + libraries)
                .contains("noexec");
    }

    private List<String> inNamespace(String mount, List<String> command) throws IOException, InterruptedException {
        String words = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Process process = new ProcessBuilder(
                        "unshare", "-Urm", "sh", "-c", mount + " && exec " + words, directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines().toList();
    }
}
