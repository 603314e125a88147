package tireless.trigger.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** RabbitMQ with its management plugin, both also by TLS. The account {@code guest} may do everything, by the password {@code guest}. */
public final class RabbitServer {
    private static RabbitServer shared;

    private final int port = ServerProcess.freePort();
    private final int managementPort = ServerProcess.freePort();
    private final int securePort = ServerProcess.freePort();
    private final int secureManagementPort = ServerProcess.freePort();

    private RabbitServer() {
        Path folder = ServerProcess.folder("rabbitmq");
        int names = ServerProcess.freePort();
        int distribution = ServerProcess.freePort();
        write(folder.resolve("enabled_plugins"), "[rabbitmq_management].\n");
        write(
                folder.resolve("rabbitmq.conf"),
                "listeners.tcp.1 = 127.0.0.1:" + port + "\nmanagement.tcp.ip = 127.0.0.1\nmanagement.tcp.port = "
                        + managementPort
                        + "\ncollect_statistics_interval = 1000\nlog.console = true\nlog.file = false\n"
                        + secured());
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", folder.toString());
        environment.put("RABBITMQ_NODENAME", "rig" + port + "@localhost");
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                folder.resolve("enabled_plugins").toString());
        environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString());
        environment.put("RABBITMQ_DIST_PORT", "" + distribution);
        environment.put("ERL_EPMD_PORT", "" + names);
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        // One scheduler: the machine has others to run.
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 1:1 +sbwt none");
        environment.put("ERL_EPMD_RELAXED_COMMAND_CHECK", "1");
        ServerProcess process = ServerProcess.start(
                folder, environment, "completed with", List.of(program().toString()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.stop();
            endNames(names);
        }));
    }

    private String secured() {
        Certificates certificates = Certificates.shared();
        String files = """
                %1$s.cacertfile = %2$s
                %1$s.certfile = %3$s
                %1$s.keyfile = %4$s
                """;
        return """
                listeners.ssl.1 = 127.0.0.1:%d
                ssl_options.verify = verify_peer
                ssl_options.fail_if_no_peer_cert = false
                management.ssl.ip = 127.0.0.1
                management.ssl.port = %d
                """.formatted(securePort, secureManagementPort)
                + files.formatted(
                        "ssl_options",
                        certificates.path("ca.pem"),
                        certificates.path("server.pem"),
                        certificates.path("server.key"))
                + files.formatted(
                        "management.ssl",
                        certificates.path("ca.pem"),
                        certificates.path("server.pem"),
                        certificates.path("server.key"));
    }

    /** The daemon that knows the names of Erlang's nodes outlives them. */
    private static void endNames(int port) {
        try {
            Process epmd = new ProcessBuilder("epmd", "-port", "" + port, "-kill").start();
            epmd.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not the one on the PATH: that one becomes another account. */
    private static Path program() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/rabbitmq/lib"))) {
            return versions.map(version -> version.resolve("sbin/rabbitmq-server"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no RabbitMQ: apt-get install rabbitmq-server", e);
        }
    }

    public static synchronized RabbitServer shared() {
        if (shared == null) {
            shared = new RabbitServer();
        }
        return shared;
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    /** Where AMQP is spoken over TLS. */
    public int securePort() {
        return securePort;
    }

    /** Where the plugin speaks HTTPS. */
    public int secureManagementPort() {
        return secureManagementPort;
    }

    public String amqp() {
        return "amqp://guest:guest@127.0.0.1:" + port + "/";
    }

    public String http() {
        return "http://guest:guest@127.0.0.1:" + managementPort + "/";
    }
}
