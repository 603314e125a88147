package tireless.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image that dist/image makes, in a real podman. */
@Tag("slow")
class ImageTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String NAME = "localhost/tireless-image-test:1";
    private static final String RELAY = "tireless-image-test-relay";

    /** As strict as a pod has it. */
    private static final List<String> CONFINED = List.of(
            "run",
            "--rm",
            "--network=none",
            "--read-only",
            "--cap-drop=all",
            "--security-opt=no-new-privileges",
            "--memory=96m");

    /** Limits that also an account gets which may not raise its own. */
    private static final String CONFIGURATION = """
            [containers]
            default_ulimits = ["nofile=1000:1000", "nproc=1000:1000"]
            [engine]
            runtime = "runc"
            """;

    @TempDir
    private static Path folder;

    private static Path archive;

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("containers.conf"), CONFIGURATION);
        archive = folder.resolve("first.tar");
        Files.copy(built(), archive);
        podman("load", "--input", archive.toString());
    }

    @AfterAll
    static void remove() throws IOException, InterruptedException {
        podman("rmi", "--force", NAME);
    }

    private static Path built() throws IOException, InterruptedException {
        String said = succeeds(List.of("dist/image", NAME));
        Path made = CHECKOUT.resolve("target/tireless-image.tar");
        assertThat(said.lines().toList().getLast()).isEqualTo(made.toString());
        return made;
    }

    private static String podman(String... words) throws IOException, InterruptedException {
        return succeeds(words("podman", words));
    }

    private static List<String> words(String first, String... others) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(List.of(others));
        return words;
    }

    private static Process start(List<String> words) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(CHECKOUT.toFile()).redirectErrorStream(true);
        builder.environment()
                .put("CONTAINERS_CONF", folder.resolve("containers.conf").toString());
        return builder.start();
    }

    private static String succeeds(List<String> words) throws IOException, InterruptedException {
        Process process = start(words);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", words, said).isZero();
        return said;
    }

    private static List<String> confined(String... words) {
        List<String> all = words("podman");
        all.addAll(CONFINED);
        all.addAll(List.of(words));
        return all;
    }

    @Test
    void whatIsBuiltAgainIsTheSame() throws IOException, InterruptedException {
        assertThat(Files.mismatch(archive, built())).isEqualTo(-1);
    }

    @Test
    void theRelayHearsAndEndsInOrder() throws IOException, InterruptedException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Process relay = start(confined(
                "--name=" + RELAY,
                "--volume=" + shared + ":/run/tireless",
                "--env=TIRELESS_RELAY_SOCKET=/run/tireless/notify",
                "--env=TIRELESS_RELAY_OTLP_PORT=4318",
                NAME,
                "@relay"));
        try {
            BufferedReader lines = relay.inputReader(StandardCharsets.UTF_8);
            assertThat(lines.readLine()).startsWith("tireless-relay 1 boot=");
            podman("exec", RELAY, "java", "@relay", "await");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.resolve("notify"))))
                    .isEqualTo("rw-rw-rw-");
            podman("stop", "--time=20", RELAY);
            String last = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
            assertThat(last).startsWith("tireless-relay 1 boot=").endsWith(" .");
            assertThat(relay.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(relay.exitValue()).isZero();
        } finally {
            relay.destroyForcibly();
        }
    }

    /** Else it would start all the same, but slower and with more memory, and nobody would see it. */
    @Test
    void theClassesOfTheRelayAreMadeReady() throws IOException, InterruptedException {
        succeeds(confined("--env=TIRELESS_RELAY_SOCKET=/tmp", NAME, "-Xshare:on", "@relay", "await"));
    }

    @Test
    void theCommandLineIsThere() throws IOException, InterruptedException {
        assertThat(succeeds(confined("--tmpfs=/tmp", NAME, "@tireless", "version")))
                .startsWith("tireless ");
    }
}
