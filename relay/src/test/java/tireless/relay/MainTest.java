package tireless.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.linux.Datagram;
import tireless.throughput.relay.RelayLine;

/** The relay as a process of its own. */
class MainTest {
    @TempDir
    private Path folder;

    private Process process;

    private void start(Map<String, String> variables) throws IOException {
        process = begin(variables);
    }

    private static Process begin(Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "tireless.relay.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        return builder.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void atSigtermItEndsWithAWholeLineOfWhatWasSaidLast() throws IOException, InterruptedException {
        String socket = folder.resolve("notify").toString();
        start(Map.of("TIRELESS_RELAY_SOCKET", socket));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(RelayLine.parse(out.readLine())).isPresent();
        Datagram.send(socket, "STATUS=good bye".getBytes(StandardCharsets.UTF_8));
        // Unlike the process itself, its handle leaves the streams open.
        assertThat(process.toHandle().destroy()).isTrue();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        List<String> rest = out.lines().toList();
        assertThat(RelayLine.parse(rest.getLast())
                        .orElseThrow()
                        .reports()
                        .getFirst()
                        .said()
                        .status())
                .contains("good bye");
    }

    @Test
    void itEndsAlsoWhereNobodyReads() throws IOException, InterruptedException {
        start(Map.of("TIRELESS_RELAY_SOCKET", folder.resolve("notify").toString()));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(RelayLine.parse(out.readLine())).isPresent();
        out.close();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** The one that waits may begin first. */
    @Test
    void theSocketCanBeWaitedFor() throws IOException, InterruptedException {
        Map<String, String> variables =
                Map.of("TIRELESS_RELAY_SOCKET", folder.resolve("notify").toString());
        Process waiting = begin(variables, "await");
        try {
            assertThat(waiting.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
            start(variables);
            assertThat(waiting.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.exitValue()).isZero();
            assertThat(folder.resolve("notify")).exists();
        } finally {
            waiting.destroyForcibly().waitFor();
        }
    }

    @Test
    void withoutASocketItSaysWhatIsMissing() throws IOException, InterruptedException {
        start(Map.of());
        assertThat(process.errorReader(StandardCharsets.UTF_8).readLine())
                .isEqualTo(
                        "tireless-relay: TIRELESS_RELAY_SOCKET is not set: it must be the absolute path of a socket");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void whereThereCanBeNoSocketItFails() throws IOException, InterruptedException {
        start(Map.of("TIRELESS_RELAY_SOCKET", "/nowhere/at/all"));
        assertThat(process.errorReader(StandardCharsets.UTF_8).readLine())
                .startsWith("tireless-relay: can not make the socket /nowhere/at/all: ");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }
}
