package tireless.cli.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.cli.context.Context;
import tireless.cli.context.Terminal;
import tireless.linux.BootClock;
import tireless.model.BootId;
import tireless.model.Phase;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.runtime.process.LivingReplica;
import tireless.runtime.process.log.LogLimits;
import tireless.store.DamagedStoreException;
import tireless.store.Retention;
import tireless.testing.Workloads;

/** What is put together, and what is left where that fails. */
class ControlPlaneTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    @TempDir
    Path place;

    /** A server tries it every second, in one process. */
    @Test
    void oneThatCanNotBeOpenedLeavesNoDatabaseOpen() throws IOException {
        Path elsewhere = Files.createDirectories(place.resolve("elsewhere"));
        Files.createSymbolicLink(Files.createDirectories(place.resolve("r")).resolve("tireless"), elsewhere);
        Context context = context();
        assertThatThrownBy(() ->
                        new ControlPlane(place.resolve("state"), context, Retention.DEFAULT, LogLimits.DEFAULT).close())
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("belongs to somebody else");
        assertThat(databases()).isEmpty();
    }

    private Context context() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Context(
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
    }

    /** What a run left that was killed is ended by what its folders say, and what it wrote is kept. */
    @Test
    void whatRunsIsEndedAlsoWhereTheStoreIsDamaged() throws IOException {
        Path sockets = Files.createTempDirectory("r");
        Files.createSymbolicLink(place.resolve("r"), sockets);
        Path home = Files.createDirectories(place.resolve("state/run/one"));
        try (ControlPlane killed = open(home)) {
            killed.engine().adopt(List.of());
            killed.engine()
                    .accept(Workloads.revision(KEY, "uid", 1, Workloads.worker(1, Workloads.run("sleep", "1077"))));
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (running(killed).isEmpty()) {
                    Thread.onSpinWait();
                }
            });
        }
        BootId boot = new BootClock().now().boot();
        assertThat(LivingReplica.of(home, boot)).hasSize(1);
        Files.writeString(home.resolve("tireless.db"), "nonsense");

        assertThatThrownBy(() -> open(home).close()).isInstanceOf(DamagedStoreException.class);
        try (ControlPlane next = ControlPlane.withoutStore(home, context(), LogLimits.DEFAULT)) {
            next.endLeftovers(Duration.ofMinutes(1));
        }

        assertThat(LivingReplica.of(home, boot)).isEmpty();
        assertThat(home.resolve("tireless.db")).hasContent("nonsense");
        assertThat(home.resolve("replicas/public/worker/pulse/0/1/log")).exists();
    }

    private ControlPlane open(Path home) {
        return new ControlPlane(home, context(), Retention.DEFAULT, LogLimits.DEFAULT);
    }

    private static List<Phase.Running> running(ControlPlane plane) {
        return plane.engine().statuses().stream()
                .flatMap(status -> status.observed().stream())
                .map(ReplicaStatus::phase)
                .filter(Phase.Running.class::isInstance)
                .map(Phase.Running.class::cast)
                .toList();
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
