package tireless.trigger.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Redis. Its default account needs no password; the account {@code app} has one. Beside its port it has one where it speaks TLS. */
public final class RedisServer {
    public static final String PASSWORD = "s3cr3t-of-redis";

    private static RedisServer shared;

    private final int port = ServerProcess.freePort();
    private final int securePort = ServerProcess.freePort();
    private final ServerProcess process;

    private RedisServer(String... more) {
        Path folder = ServerProcess.folder("redis");
        Certificates certificates = Certificates.shared();
        List<String> command = new ArrayList<>(List.of(
                "redis-server",
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                folder.toString(),
                "--user",
                "app",
                "on",
                ">" + PASSWORD,
                "~*",
                "+@all",
                "--tls-port",
                "" + securePort,
                "--tls-cert-file",
                certificates.path("server.pem"),
                "--tls-key-file",
                certificates.path("server.key"),
                "--tls-ca-cert-file",
                certificates.path("ca.pem"),
                "--tls-auth-clients",
                "optional"));
        command.addAll(List.of(more));
        process = ServerProcess.start(folder, Map.of(), "Ready to accept connections", command);
    }

    /** One of its own, for who stops it, with further options. */
    public static RedisServer started(String... options) {
        return new RedisServer(options);
    }

    public static synchronized RedisServer shared() {
        if (shared == null) {
            shared = new RedisServer();
        }
        return shared;
    }

    public int port() {
        return port;
    }

    /** Where it speaks TLS. */
    public int securePort() {
        return securePort;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Runs a command of Redis, as {@code RPUSH mail a b}. */
    public String command(String... words) {
        return ServerProcess.run(
                Map.of(),
                Stream.concat(Stream.of("redis-cli", "-p", "" + port), Stream.of(words))
                        .toList());
    }

    public void stop() {
        process.stop();
    }
}
