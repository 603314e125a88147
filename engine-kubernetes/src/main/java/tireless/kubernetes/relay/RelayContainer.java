package tireless.kubernetes.relay;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tireless.model.RunSpec;
import tireless.model.SignalSources;
import tireless.throughput.SignalVariables;
import tireless.throughput.relay.RelaySettings;

/**
 * Puts a relay beside a worker in a pod: as a native sidecar, which begins before the worker and ends after it. What it hears on goes with the pod: a
 * folder with a socket, and ports of the pod's own loopback, which nobody outside can reach. Pure.
 */
public final class RelayContainer {
    /** The name of the container, and of the volume that it shares with the worker. */
    public static final String NAME = "tireless-relay";

    /** The place of {@code ${DATAOS_METRIC_PORT}} in the config files of a worker that has one. */
    public static final String METRIC_PORT_VARIABLE = "DATAOS_METRIC_PORT";

    /** How the image of Tireless starts a relay: flags and class are in a file of it. */
    private static final List<String> COMMAND = List.of("java", "@relay");

    private static final List<String> AWAIT = List.of("java", "@relay", "await");

    private static final String FOLDER = "/run/tireless";
    private static final String SOCKET = FOLDER + "/notify";
    /** An account that owns nothing, as a relay needs nothing. */
    private static final long ACCOUNT = 65_532;

    /** As exporters, pages and Bento have them, unless the manifest has one of them for something else. */
    private static final int OTLP_PORT = 4318;

    private static final int PAGE_PORT = 9464;
    private static final int BENTO_PORT = 4195;

    private final RelaySettings settings;
    private final SortedMap<String, String> told;

    private RelayContainer(RelaySettings settings, SortedMap<String, String> told) {
        this.settings = settings;
        this.told = told;
    }

    /** What it takes to hear what this runs. */
    public static RelayContainer of(RunSpec run) {
        SignalSources sources = run.provisions().signals();
        SortedMap<String, String> told = new TreeMap<>();
        told.put("NOTIFY_SOCKET", SOCKET);
        Set<Integer> taken = new TreeSet<>();
        sources.scrape().ifPresent(page -> page.port().ifPresent(taken::add));
        Optional<SignalSources.Scrape> page = sources.scrape().map(shown -> withPort(shown, taken));
        page.ifPresent(shown -> told.put(
                SignalVariables.METRICS_PORT, Integer.toString(shown.port().orElseThrow())));
        OptionalInt bento = namesPort(run) ? OptionalInt.of(free(BENTO_PORT, taken)) : OptionalInt.empty();
        bento.ifPresent(port -> told.put(METRIC_PORT_VARIABLE, Integer.toString(port)));
        OptionalInt otlp = OptionalInt.empty();
        if (sources.otlp()) {
            int port = free(OTLP_PORT, taken);
            Map<String, String> exporter = SignalVariables.exporter("http://127.0.0.1:" + port, run.environment());
            otlp = exporter.isEmpty() ? OptionalInt.empty() : OptionalInt.of(port);
            told.putAll(exporter);
        }
        return new RelayContainer(new RelaySettings(Path.of(SOCKET), otlp, page, bento, sources.names()), told);
    }

    private static SignalSources.Scrape withPort(SignalSources.Scrape page, Set<Integer> taken) {
        return page.port().isPresent()
                ? page
                : new SignalSources.Scrape(OptionalInt.of(free(PAGE_PORT, taken)), page.path(), page.interval());
    }

    private static boolean namesPort(RunSpec run) {
        return run.provisions().configs().values().stream()
                .anyMatch(content -> content.text()
                        .filter(text -> text.contains("${" + METRIC_PORT_VARIABLE + "}"))
                        .isPresent());
    }

    private static int free(int wanted, Set<Integer> taken) {
        int port = wanted;
        while (!taken.add(port)) {
            port++;
        }
        return port;
    }

    /** What the worker is told by its environment, by the same variables as on a machine. */
    public SortedMap<String, String> variables() {
        return new TreeMap<>(told);
    }

    /**
     * The pod with a relay in it.
     *
     * @param worker the name of the container that is heard
     * @param image of Tireless
     * @throws IllegalArgumentException if the pod has no such container
     */
    public PodSpec beside(PodSpec pod, String worker, String image) {
        List<Container> containers = new ArrayList<>(pod.getContainers());
        int at = IntStream.range(0, containers.size())
                .filter(place -> containers.get(place).getName().equals(worker))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the pod has no container " + worker));
        containers.set(at, told(containers.get(at)));
        return new PodSpecBuilder(pod)
                .withContainers(containers)
                .addToInitContainers(0, container(image))
                .addNewVolume()
                .withName(NAME)
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .build();
    }

    private Container told(Container worker) {
        List<EnvVar> environment = new ArrayList<>(worker.getEnv());
        environment.removeIf(variable -> told.containsKey(variable.getName()));
        environment.addAll(environment(told));
        return new ContainerBuilder(worker)
                .withEnv(environment)
                .addToVolumeMounts(mount(true))
                .build();
    }

    private static List<EnvVar> environment(SortedMap<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> new EnvVarBuilder()
                        .withName(variable.getKey())
                        .withValue(variable.getValue())
                        .build())
                .toList();
    }

    /** A socket can be spoken to in a folder that can not be written to. */
    private static VolumeMount mount(boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(NAME)
                .withMountPath(FOLDER)
                .withReadOnly(readOnly ? true : null)
                .build();
    }

    private Container container(String image) {
        return new ContainerBuilder()
                .withName(NAME)
                .withImage(image)
                .withCommand(COMMAND)
                .withRestartPolicy("Always")
                .withEnv(environment(settings.variables()))
                .withVolumeMounts(mount(false))
                // The worker begins when this is over: what it says at once is heard.
                .withNewLifecycle()
                .withNewPostStart()
                .withNewExec()
                .withCommand(AWAIT)
                .endExec()
                .endPostStart()
                .endLifecycle()
                .withNewResources()
                .addToRequests("cpu", new Quantity("10m"))
                .addToRequests("memory", new Quantity("48Mi"))
                .addToLimits("memory", new Quantity("96Mi"))
                .endResources()
                .withSecurityContext(confined())
                .build();
    }

    /** As the strictest of Kubernetes' standards has it, whatever the worker may do. */
    private static SecurityContext confined() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .withReadOnlyRootFilesystem(true)
                .withRunAsNonRoot(true)
                .withRunAsUser(ACCOUNT)
                .withRunAsGroup(ACCOUNT)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }
}
