package tireless.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.stack.defined.BentoSettings;

/** What runs Bento, by a configuration file. */
class BentoSectionTest {
    @TempDir
    Path folder;

    private ServerConfig read(String section) throws IOException {
        Files.writeString(ServerConfigReader.file(folder), section);
        return ServerConfigReader.read(folder);
    }

    @Test
    void whatIsNotSaidIsByDefault() throws IOException {
        assertThat(read("history:\n  events: 5\n").bento()).isEqualTo(BentoSettings.DEFAULT);
        assertThat(read("bento: {command: /opt/bento}\n").bento())
                .isEqualTo(new BentoSettings(
                        Optional.of("/opt/bento"), BentoSettings.DEFAULT.image(), Optional.empty(), Optional.empty()));
    }

    @Test
    void theServerRunsItsImageByTheEngineThatIsConfigured() throws IOException {
        assertThat(read("containers: {engine: docker}\nbento: {image: own:1}\n").bentoHere(Optional.of("/bin")))
                .isEqualTo(new BentoSettings(Optional.empty(), "own:1", Optional.of("docker"), Optional.of("/bin")));
    }

    @Test
    void itsTextReadsAsItself() throws IOException {
        BentoSettings settings =
                new BentoSettings(Optional.of("my-bento"), "own:1", Optional.empty(), Optional.empty());
        assertThat(read(BentoSection.text(settings)).bento()).isEqualTo(settings);
        assertThat(read(ServerConfig.DEFAULT.text()).bento()).isEqualTo(BentoSettings.DEFAULT);
    }

    @Test
    void whatCanNotBeIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("bento:\n  command: bin/bento\n"))
                .hasMessageContaining("2:12")
                .hasMessageContaining("a name or an absolute path");
        assertThatThrownBy(() -> read("bento:\n  comand: bento\n")).hasMessageContaining("command");
    }
}
