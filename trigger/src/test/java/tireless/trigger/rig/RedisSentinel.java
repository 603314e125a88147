package tireless.trigger.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A master of Redis called {@code mymaster}, its replica, and a sentinel that makes the one the other. */
public final class RedisSentinel implements AutoCloseable {
    /** Of the sentinel itself. */
    public static final String PASSWORD = "s3cr3t-of-the-sentinel";

    private final RedisServer master = RedisServer.started("--repl-diskless-sync-delay", "0");
    private final RedisServer replica = RedisServer.started("--replicaof", "127.0.0.1", "" + master.port());
    private final int port = ServerProcess.freePort();
    private final ServerProcess sentinel;

    public RedisSentinel() {
        // A sentinel that does not see the replica at its first look looks again only after ten seconds.
        master.command("WAIT", "1", "10000");
        Path folder = ServerProcess.folder("sentinel");
        Path config = folder.resolve("sentinel.conf");
        try {
            Files.writeString(config, """
                    port %d
                    bind 127.0.0.1
                    dir %s
                    requirepass %s
                    sentinel monitor mymaster 127.0.0.1 %d 1
                    sentinel down-after-milliseconds mymaster 500
                    sentinel failover-timeout mymaster 3000
                    """.formatted(port, folder, PASSWORD, master.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sentinel = ServerProcess.start(
                folder, Map.of(), "+slave ", List.of("redis-server", config.toString(), "--sentinel"));
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public RedisServer master() {
        return master;
    }

    public RedisServer replica() {
        return replica;
    }

    @Override
    public void close() {
        sentinel.stop();
        replica.stop();
        master.stop();
    }
}
