package tireless.runtime.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.Confinement;
import tireless.model.ContainerImage;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.SignalSources;
import tireless.model.StopPolicy;
import tireless.throughput.SignalVariables;

/**
 * The process that runs a container: the engine's client, which stays in the foreground, passes on what the container writes and each
 * signal that it gets itself, and ends with the container's exit status.
 *
 * @param engine what runs it
 * @param settings how containers are run here
 * @param clients the variables that the client needs for itself
 * @param homeId the label of all containers of a home
 */
record RunCommand(Engine engine, ContainerSettings settings, Map<String, String> clients, String homeId) {
    private static final String LABEL = "dev.tireless.";
    private static final String ATTEMPT = "TIRELESS_ATTEMPT";

    /**
     * One container.
     *
     * @param token the value of {@code TIRELESS_ATTEMPT}
     * @param reference the image, as the engine has it
     * @param socket what {@code NOTIFY_SOCKET} names
     * @param variables what it gets besides those of the run, which win over them
     * @param mounts what it sees of the machine, but for the socket
     */
    record Container(
            ContainerName name,
            String token,
            String reference,
            Path socket,
            SortedMap<String, String> variables,
            List<Mount> mounts) {
        Container {
            mounts = List.copyOf(mounts);
        }
    }

    /**
     * The same run as one of the client.
     *
     * @param limits those that the engine can keep here
     */
    RunSpec of(RunSpec run, Container container, Limits limits) {
        List<String> command = new ArrayList<>(List.of(engine.program().toString(), "run"));
        command.addAll(List.of("--name", container.name().text()));
        command.addAll(List.of("--label", LABEL + "home=" + homeId));
        command.addAll(List.of("--label", LABEL + "attempt=" + container.token()));
        // The client may ask no registry: that was done before, outside of the start.
        command.addAll(List.of("--pull", "never"));
        // The client passes on what it writes; nobody shall keep it a second time.
        command.addAll(List.of("--log-driver", "none"));
        command.addAll(List.of("--network", run.network() == Network.NONE ? "none" : "host"));
        // Where labels are enforced (SELinux), the folders of the home could not be read.
        command.addAll(List.of("--security-opt", "label=disable"));
        if (engine.kind() == Engine.Kind.PODMAN) {
            command.addAll(List.of("--sdnotify", "ignore", "--http-proxy=false"));
        }
        run.account().ifPresent(account -> command.addAll(List.of("--user", account.toString())));
        limits(limits, command);
        Path sockets = Objects.requireNonNull(container.socket().getParent());
        // The folder: the socket itself is another one when another server opens it.
        command.addAll(List.of("--mount", new Mount(sockets, sockets.toString(), true).option()));
        container.mounts().forEach(mount -> command.addAll(List.of("--mount", mount.option())));
        SortedMap<String, String> inside = new TreeMap<>(container.variables());
        inside.putAll(run.environment());
        inside.put("NOTIFY_SOCKET", container.socket().toString());
        ClientVariables variables = ClientVariables.of(clients, inside);
        command.addAll(variables.options());
        // The driver of processes gives them to the client, and hears the client's run as it would the worker's.
        command.addAll(List.of("--env", ATTEMPT));
        SignalSources signals = run.provisions().signals();
        for (String given : SignalVariables.names(signals)) {
            if (!inside.containsKey(given)) {
                command.addAll(List.of("--env", given));
            }
        }
        command.addAll(settings.runOptions());
        program(run, container.reference(), command);
        return new RunSpec(
                command,
                Path.of("/"),
                variables.environment(),
                Limits.NONE,
                new StopPolicy(run.stop().grace(), false),
                // The client is this program's; the socket it is told by is that account's.
                new Confinement(Network.HOST, run.account()),
                Provisions.of(signals),
                run.image());
    }

    private static void limits(Limits limits, List<String> command) {
        limits.memoryBytes().ifPresent(bytes -> {
            command.addAll(List.of("--memory", Long.toString(bytes)));
            // Without this as much again of swap.
            command.addAll(List.of("--memory-swap", Long.toString(bytes)));
        });
        limits.cpuMillis()
                .ifPresent(millis ->
                        command.addAll(List.of("--cpus", "%d.%03d".formatted(millis / 1000, millis % 1000))));
    }

    private static void program(RunSpec run, String reference, List<String> command) {
        boolean own = run.image().map(ContainerImage::entrypoint).orElse(false);
        List<String> words = run.command();
        boolean whole = own || words.isEmpty();
        if (!whole) {
            command.addAll(List.of("--entrypoint", words.getFirst()));
        }
        // Whatever it is called, it is no option.
        command.addAll(List.of("--", reference));
        command.addAll(whole ? words : words.subList(1, words.size()));
    }

    /**
     * The client that runs a command in a living container.
     *
     * @param marks variables that the command carries, to be found by
     */
    RunSpec beside(RunSpec run, ContainerName name, SortedMap<String, String> marks, List<String> probe) {
        SortedMap<String, String> environment = new TreeMap<>(clients);
        environment.putAll(marks);
        return new RunSpec(
                exec(name, marks, probe),
                Path.of("/"),
                environment,
                Limits.NONE,
                run.stop(),
                Network.HOST,
                Provisions.NONE,
                run.image());
    }

    private List<String> exec(ContainerName name, SortedMap<String, String> marks, List<String> probe) {
        List<String> command = new ArrayList<>(List.of(engine.program().toString(), "exec"));
        marks.keySet().forEach(mark -> command.addAll(List.of("--env", mark)));
        // The driver of processes finds by it what outlives its time.
        command.addAll(List.of("--env", "TIRELESS_PROBE", "--env", "NOTIFY_SOCKET="));
        command.add(name.text());
        command.addAll(probe);
        return command;
    }
}
