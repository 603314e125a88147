package tireless.cli.plane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.cli.context.Context;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.container.ContainerDriver;
import tireless.runtime.container.ContainerSettings;
import tireless.runtime.process.Cgroups;
import tireless.runtime.process.ProcessDriver;
import tireless.runtime.process.ProcessNames;
import tireless.runtime.process.log.LogSettings;
import tireless.runtime.process.provision.Supply;

/** The drivers of this machine: processes, and around them containers. */
final class Drivers {
    /** What the clients of podman and docker go by. */
    private static final List<String> ENGINES = List.of(
            "XDG_RUNTIME_DIR",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "DBUS_SESSION_BUS_ADDRESS",
            "CONTAINERS_CONF",
            "CONTAINERS_REGISTRIES_CONF",
            "CONTAINERS_STORAGE_CONF",
            "CONTAINER_HOST",
            "REGISTRY_AUTH_FILE",
            "STORAGE_DRIVER",
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "DOCKER_CONFIG",
            "DOCKER_CERT_PATH",
            "DOCKER_TLS_VERIFY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy");

    private Drivers() {}

    /** @throws TirelessException if the home can not be used */
    static RuntimeDriver open(
            Path home,
            TimeSource time,
            LogSettings logs,
            Context context,
            ContainerSettings containers,
            Supply supply) {
        Map<String, String> shell = context.environment();
        Map<String, String> account = Machine.accountEnvironment(shell, context.user(), context.userHome());
        Path sockets = Machine.socketFolder(shell, context.user());
        ProcessDriver processes = new ProcessDriver(
                home, time, logs, account, sockets, Cgroups.detect(), ProcessDriver.INGRESS_PERIOD, supply);
        try {
            return new ContainerDriver(
                    processes, new ProcessNames(home, sockets), time, containers, clients(account, shell), supply);
        } catch (IOException failure) {
            processes.close();
            throw TirelessException.failed(
                    "the home %s can not be used: %s".formatted(home, TirelessException.reason(failure)), failure);
        } catch (RuntimeException | Error failure) {
            processes.close();
            throw failure;
        }
    }

    private static Map<String, String> clients(Map<String, String> account, Map<String, String> shell) {
        Map<String, String> clients = new TreeMap<>(account);
        for (String name : ENGINES) {
            Optional.ofNullable(shell.get(name)).ifPresent(value -> clients.put(name, value));
        }
        return clients;
    }
}
