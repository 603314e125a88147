package tireless.stack;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.manifest.kind.LogLevel;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.value.Names;

/** The variables of a replica: the stack's, then the log level, then the manifest's, then who the worker is. */
final class Environments {
    private static final List<String> DRIVERS = List.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID");
    private static final String DRIVERS_PREFIX = "TIRELESS_";

    private Environments() {}

    static SortedMap<String, String> of(
            WorkerManifest manifest, Launch launch, String workspace, ResolveContext context) {
        SortedMap<String, String> environment = new TreeMap<>(launch.environment());
        String level = manifest.worker()
                .task()
                .execution()
                .logLevel()
                .orElse(LogLevel.INFO)
                .name();
        environment.put("LOG_LEVEL", level);
        environment.put("DATAOS_LOG_LEVEL", level);
        Map<String, String> identity = identity(manifest, workspace);
        manifest.worker().task().inputs().envs().forEach((name, value) -> {
            if (isReserved(name) || identity.containsKey(name)) {
                context.problems()
                        .warning(
                                "reserved-env",
                                manifest.at("worker", "envs", name),
                                "`%s` is set by Tireless; this value is not used".formatted(name),
                                "remove it, or choose another name");
            } else if (!Names.isVariable(name)) {
                context.notHere(
                        "bad-env-name",
                        manifest.at("worker", "envs", name),
                        "`%s` is no name of an environment variable for a shell".formatted(name),
                        Names.VARIABLE_HINT);
            } else {
                environment.put(name, value);
            }
        });
        environment.putAll(identity);
        return environment;
    }

    private static boolean isReserved(String name) {
        return name.startsWith(DRIVERS_PREFIX) || DRIVERS.contains(name);
    }

    private static Map<String, String> identity(WorkerManifest manifest, String workspace) {
        Map<String, String> identity = new TreeMap<>();
        identity.put("DATAOS_NAME", manifest.meta().name());
        identity.put("DATAOS_TYPE", manifest.meta().type().keyword());
        identity.put("DATAOS_WORKSPACE", workspace);
        manifest.worker().task().execution().runAsUser().ifPresent(user -> identity.put("DATAOS_RUN_AS_USER", user));
        return identity;
    }
}
