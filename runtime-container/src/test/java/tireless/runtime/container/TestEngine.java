package tireless.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.linux.BootClock;
import tireless.model.ContainerImage;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Provisions;
import tireless.model.ResourceKey;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;
import tireless.runtime.SecretSource;
import tireless.runtime.VolumeSource;
import tireless.runtime.process.Cgroups;
import tireless.runtime.process.ProcessDriver;
import tireless.runtime.process.ProcessNames;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.runtime.process.provision.Supply;

/** The real podman of this machine, with one small image that needs no registry. */
final class TestEngine {
    static final String IMAGE = "localhost/tireless-test:1";
    static final Map<String, String> BASE = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", "/root");
    static final Path SOCKETS =
            Path.of("/tmp/tireless-test-" + ProcessHandle.current().pid());

    /** Limits that also an account gets which may not raise its own; and a runtime that knows both versions of control groups. */
    private static final String CONFIGURATION = """
            [containers]
            default_ulimits = ["nofile=1000:1000", "nproc=1000:1000"]
            [engine]
            runtime = "runc"
            """;

    private static final String BUILD = """
            set -e
            cd "$1"
            if ldd "$(command -v busybox)" >/dev/null 2>&1; then
                echo "the busybox of this machine needs libraries: apt-get install busybox-static"
                exit 1
            fi
            mkdir -p root/bin root/tmp root/etc root/var
            cp "$(command -v busybox)" root/bin/
            for applet in $(busybox --list); do
                [ -e "root/bin/$applet" ] || ln -s busybox "root/bin/$applet"
            done
            tar -C root -c . | podman import --quiet --change 'ENV PATH=/bin' --change 'ENTRYPOINT ["/bin/echo", "entry"]' - "$2"
            """;

    private static final Map<String, String> CLIENTS = clients();

    private TestEngine() {}

    private static Map<String, String> clients() {
        try {
            Path folder = Files.createTempDirectory("tireless-podman");
            folder.toFile().deleteOnExit();
            Path configuration = Files.writeString(folder.resolve("containers.conf"), CONFIGURATION);
            configuration.toFile().deleteOnExit();
            SOCKETS.toFile().deleteOnExit();
            Map<String, String> clients = new TreeMap<>(BASE);
            clients.put("CONTAINERS_CONF", configuration.toString());
            build(clients);
            return Map.copyOf(clients);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** There is one, and each replica has its own. */
    private static VolumeSource.Answer volume(ResourceKey volume) {
        return volume.name().equals("scratch")
                ? new VolumeSource.Answer.Found(false, 1 << 20)
                : VolumeSource.NONE.find(volume);
    }

    private static void build(Map<String, String> clients) throws IOException {
        if (said(clients, List.of("podman", "image", "exists", IMAGE)).status() != 0) {
            Path place = Files.createTempDirectory("tireless-image");
            Said built = said(clients, List.of("/bin/sh", "-c", BUILD, "sh", place.toString(), IMAGE));
            assertThat(built.status()).as(built.text()).isZero();
            assertThat(said(clients, List.of("rm", "-r", place.toString())).status())
                    .isZero();
        }
    }

    /** What a command gave. */
    record Said(int status, String text) {}

    /** Runs podman beside the driver. */
    static Said podman(String... arguments) {
        List<String> command = new ArrayList<>(List.of("podman"));
        command.addAll(List.of(arguments));
        return said(CLIENTS, command);
    }

    private static Said said(Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
                return new Said(process.waitFor(), text);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The containers that there are of a home, whatever they do. */
    static List<String> containers(Path home) {
        try {
            String id = new ProcessNames(home, SOCKETS).homeId();
            Said listed = podman("ps", "--all", "--filter", "label=dev.tireless.home=" + id, "--format", "{{.Names}}");
            assertThat(listed.status()).as(listed.text()).isZero();
            return listed.text().lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static ContainerDriver open(Path home) {
        return open(home, ContainerSettings.DEFAULT, Cgroups.NONE);
    }

    static ContainerDriver open(Path home, ContainerSettings settings, Cgroups cgroups) {
        return open(home, settings, cgroups, CLIENTS, SecretSource.NONE);
    }

    static ContainerDriver open(
            Path home, ContainerSettings settings, Cgroups cgroups, Map<String, String> more, SecretSource secrets) {
        BootClock time = new BootClock();
        LogSettings logs = new LogSettings(LogLimits.DEFAULT, home.resolveSibling("libraries"));
        Supply supply = new Supply(secrets, TestEngine::volume, List.of(Path.of("/dev/shm")));
        ProcessDriver processes =
                new ProcessDriver(home, time, logs, BASE, SOCKETS, cgroups, ProcessDriver.INGRESS_PERIOD, supply);
        Map<String, String> clients = new TreeMap<>(CLIENTS);
        clients.putAll(more);
        try {
            return new ContainerDriver(processes, new ProcessNames(home, SOCKETS), time, settings, clients, supply);
        } catch (IOException failure) {
            processes.close();
            throw new UncheckedIOException(failure);
        }
    }

    /** A run in the image. */
    static RunSpec run(Map<String, String> environment, List<String> command) {
        return run(environment, command, Limits.NONE, Network.HOST, new ContainerImage(IMAGE, Optional.empty()));
    }

    static RunSpec run(
            Map<String, String> environment,
            List<String> command,
            Limits limits,
            Network network,
            ContainerImage image) {
        return new RunSpec(
                command,
                Path.of("/"),
                new TreeMap<>(environment),
                limits,
                StopPolicy.DEFAULT,
                network,
                Provisions.NONE,
                Optional.of(image));
    }
}
