package tireless.runtime.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.model.RunSpec;
import tireless.runtime.process.account.Becoming;

/** What a worker's process has in its environment: nothing of the shell that started this program. */
final class WorkerEnvironment {
    private final Map<String, String> base;

    /** @param base what every process of the service account has: PATH, HOME, USER, LANG, TZ, TMPDIR */
    WorkerEnvironment(Map<String, String> base) {
        this.base = Map.copyOf(base);
    }

    /** @param other the account that it runs as, where it is another one than this program's */
    Map<String, String> of(RunSpec run, Optional<Becoming> other, String token, Optional<Path> notifySocket) {
        Map<String, String> environment = new TreeMap<>(base);
        other.ifPresent(account -> environment.putAll(account.variables()));
        // Shells set it anyway, each in its own way.
        environment.put("PWD", run.workingDirectory().toString());
        environment.putAll(run.environment());
        environment.put("TIRELESS_ATTEMPT", token);
        notifySocket.ifPresent(socket -> environment.put("NOTIFY_SOCKET", socket.toString()));
        return environment;
    }
}
