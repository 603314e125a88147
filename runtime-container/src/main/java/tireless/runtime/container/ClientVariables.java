package tireless.runtime.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a container gets its variables: each by its name alone on the client's command line, with its value in the client's environment,
 * which no other account can read. A variable that the client itself goes by is written out instead.
 *
 * @param environment what the client gets
 * @param options those of {@code run}
 */
record ClientVariables(SortedMap<String, String> environment, List<String> options) {
    private static final Pattern CLIENTS = Pattern.compile(
            "PATH|HOME|USER|LOGNAME|PWD|TMPDIR|TZ|NOTIFY_SOCKET|LISTEN_.*|LD_.*"
                    + "|GO(?:DEBUG|GC|MAXPROCS|MEMLIMIT|TRACEBACK)|SSL_CERT_(?:FILE|DIR)|(?i:(?:https?|all|no)_proxy)"
                    + "|XDG_.*|DBUS_.*|_?CONTAINERS?_.*|PODMAN_.*|REGISTRY_AUTH_FILE|STORAGE_(?:DRIVER|OPTS)"
                    + "|DOCKER_(?:HOST|CONTEXT|CONFIG|TLS|TLS_VERIFY|CERT_PATH|API_VERSION|CONTENT_TRUST.*|DEFAULT_PLATFORM|CUSTOM_HEADERS)");

    ClientVariables {
        options = List.copyOf(options);
    }

    /**
     * @param clients what the client needs for itself
     * @param container what the container gets
     */
    static ClientVariables of(Map<String, String> clients, SortedMap<String, String> container) {
        SortedMap<String, String> environment = new TreeMap<>(clients);
        List<String> options = new ArrayList<>();
        container.forEach((name, value) -> {
            options.add("--env");
            if (isClients(name) || clients.containsKey(name)) {
                options.add(name + "=" + value);
            } else {
                environment.put(name, value);
                options.add(name);
            }
        });
        return new ClientVariables(environment, options);
    }

    /** Whether a client goes by this variable. */
    static boolean isClients(String name) {
        return CLIENTS.matcher(name).matches();
    }
}
