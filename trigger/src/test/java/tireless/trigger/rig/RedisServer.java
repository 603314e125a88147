package tireless.trigger.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Redis. Its default account needs no password; the account {@code app} has one. */
public final class RedisServer {
    public static final String PASSWORD = "s3cr3t-of-redis";

    private static RedisServer shared;

    private final int port = ServerProcess.freePort();
    private final ServerProcess process;

    private RedisServer() {
        Path folder = ServerProcess.folder("redis");
        process = ServerProcess.start(
                folder,
                Map.of(),
                "Ready to accept connections",
                List.of(
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
                        "+@all"));
    }

    /** One of its own, for who stops it. */
    public static RedisServer started() {
        return new RedisServer();
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
