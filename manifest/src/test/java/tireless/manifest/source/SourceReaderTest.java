package tireless.manifest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.Problem;

class SourceReaderTest {
    @TempDir
    Path folder;

    private Sources load(boolean recursive, String... names) {
        return SourceReader.load(List.of(names), folder, recursive, InputStream.nullInputStream());
    }

    private static List<String> shown(Sources sources) {
        return sources.problems().stream()
                .map(problem -> problem.location() + " " + problem.code())
                .toList();
    }

    @Test
    void aFolderGivesItsManifestsSorted() throws IOException {
        Files.createDirectories(folder.resolve("d/inner"));
        Files.createDirectories(folder.resolve("d/.hidden"));
        for (String name :
                List.of("d/b.yml", "d/a.yaml", "d/c.txt", "d/inner/z.yaml", "d/.hidden/x.yaml", "d/.y.yaml")) {
            Files.writeString(folder.resolve(name), name);
        }
        assertThat(load(false, "d").texts()).extracting(SourceText::name).containsExactly("d/a.yaml", "d/b.yml");
        assertThat(load(true, "d").texts())
                .extracting(SourceText::name)
                .containsExactly("d/a.yaml", "d/b.yml", "d/inner/z.yaml");
        assertThat(load(true, "d").texts().getLast().folder()).isEqualTo(folder.resolve("d/inner"));
    }

    @Test
    void aFileThatIsNamedTwiceIsReadOnce() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "x");
        assertThat(load(false, "a.yaml", "./a.yaml", ".").texts()).hasSize(1);
    }

    @Test
    void standardInputHasItsOwnName() {
        Sources sources = SourceReader.load(
                List.of("-"), folder, false, new ByteArrayInputStream("a: ä".getBytes(StandardCharsets.UTF_8)));
        assertThat(sources.texts()).containsExactly(new SourceText("<stdin>", folder, "a: ä"));
    }

    @Test
    void whatIsNotThereIsAProblemAndNoException() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThat(shown(load(false, "no.yaml", "empty", "a\0b")))
                .containsExactly("no.yaml:1:1 no-such-file", "empty:1:1 no-manifest", "a\0b:1:1 no-such-file");
    }

    @Test
    void anUnreadableFileIsAProblem() throws IOException {
        // Reading its first byte fails for every account, root too.
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("/proc/self/mem"));
        assertThat(shown(load(false, "a.yaml"))).containsExactly("a.yaml:1:1 unreadable");
    }

    @Test
    void aTextThatIsTooLargeIsRefusedUnread() throws IOException {
        Files.write(folder.resolve("big.yaml"), new byte[50 * 1024 * 1024]);
        Sources sources = load(false, "big.yaml");
        assertThat(sources.texts()).isEmpty();
        assertThat(sources.problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("52428800 bytes")
                .contains("4194304");
        Sources stdin = SourceReader.load(
                List.of("-"), folder, false, new ByteArrayInputStream(new byte[SourceReader.LIMIT_BYTES + 1]));
        assertThat(shown(stdin)).containsExactly("<stdin>:1:1 too-large");
    }

    @Test
    void onlyUtf8IsReadAndTheFirstOtherByteIsNamed() throws IOException {
        Files.write(folder.resolve("latin.yaml"), "a: 1\nbä: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("wide.yaml"), "\ufeffa: 1".getBytes(StandardCharsets.UTF_16LE));
        assertThat(shown(load(false, "latin.yaml", "wide.yaml")))
                .containsExactly("latin.yaml:2:2 encoding", "wide.yaml:1:1 encoding");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        Files.writeString(folder.resolve("bom.yaml"), "\ufeffa: 1");
        assertThat(load(false, "bom.yaml").texts().getFirst().text()).isEqualTo("a: 1");
    }
}
