package tireless.cli.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.cli.context.Context;
import tireless.cli.context.Terminal;
import tireless.model.TirelessException;
import tireless.runtime.process.log.LogLimits;
import tireless.store.Retention;

/** What is put together, and what is left where that fails. */
class ControlPlaneTest {
    @TempDir
    Path place;

    /** A server tries it every second, in one process. */
    @Test
    void oneThatCanNotBeOpenedLeavesNoDatabaseOpen() throws IOException {
        Path elsewhere = Files.createDirectories(place.resolve("elsewhere"));
        Files.createSymbolicLink(Files.createDirectories(place.resolve("r")).resolve("tireless"), elsewhere);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Context context = new Context(
                Map.of(
                        "TIRELESS_HOME",
                        place.resolve("state").toString(),
                        "XDG_RUNTIME_DIR",
                        place.resolve("r").toString()),
                System.getProperty("user.name"),
                place,
                place,
                InputStream.nullInputStream(),
                new Terminal(nowhere, nowhere, false));
        assertThatThrownBy(() ->
                        new ControlPlane(place.resolve("state"), context, Retention.DEFAULT, LogLimits.DEFAULT).close())
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("belongs to somebody else");
        assertThat(databases()).isEmpty();
    }

    private List<String> databases() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(Files::exists)
                    .map(Path::toFile)
                    .map(descriptor -> {
                        try {
                            return descriptor.getCanonicalPath();
                        } catch (IOException gone) {
                            return "";
                        }
                    })
                    .filter(target -> target.startsWith(place.toString()) && target.contains("tireless.db"))
                    .toList();
        }
    }
}
