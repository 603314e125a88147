package tireless.cli.plane;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tireless.model.ResourceKey;
import tireless.model.RunSpec;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.notify.CommandRuns;
import tireless.runtime.process.account.Accounts;
import tireless.runtime.process.account.Accounts.Standing;
import tireless.runtime.process.account.Becoming;

/** Commands of a worker run as the worker does: by its account, in its folder, with its variables; without its secrets and limits. */
final class WorkerCommands implements CommandRuns {
    private static final List<String> OF_THE_ACCOUNT = List.of("PATH", "HOME", "USER", "LANG", "TZ", "TMPDIR");

    private final Function<ResourceKey, Optional<Workload>> workloads;
    private final Map<String, String> environment;
    private final Accounts accounts = new Accounts();

    WorkerCommands(Function<ResourceKey, Optional<Workload>> workloads, Map<String, String> environment) {
        this.workloads = workloads;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandRun of(ResourceKey resource, List<String> command, SortedMap<String, String> variables) {
        RunSpec run = workloads
                .apply(resource)
                .map(Workload::run)
                .orElseThrow(() -> TirelessException.failed("nothing is known of %s any more".formatted(resource)));
        SortedMap<String, String> all = new TreeMap<>();
        OF_THE_ACCOUNT.forEach(
                name -> Optional.ofNullable(environment.get(name)).ifPresent(value -> all.put(name, value)));
        Standing standing = accounts.find(run.confinement().account());
        if (standing instanceof Standing.Other(Becoming becoming)) {
            all.putAll(becoming.variables());
        }
        all.putAll(run.environment());
        all.putAll(variables);
        return switch (standing) {
            case Standing.Same() -> new CommandRun(List.of(), run.workingDirectory(), all);
            case Standing.Other(Becoming becoming) ->
                new CommandRun(
                        becoming.around(List.of(), all), run.workingDirectory(), new TreeMap<>(Becoming.carried(all)));
            case Standing.Refused(String cause) -> throw TirelessException.failed(cause);
        };
    }
}
