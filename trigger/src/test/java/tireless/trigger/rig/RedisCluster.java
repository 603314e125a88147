package tireless.trigger.rig;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three nodes of Redis, each master of a third of the slots. */
public final class RedisCluster implements AutoCloseable {
    private static final int NODES = 3;
    private static final int MOST_LOOKS = 200;
    private static final int PAUSE_NANOS = 50_000_000;

    private final List<RedisServer> nodes;

    public RedisCluster() {
        nodes = IntStream.range(0, NODES)
                .mapToObj(_ -> RedisServer.started(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-port",
                        "" + ServerProcess.freePort(),
                        "--cluster-node-timeout",
                        "1000",
                        "--cluster-require-full-coverage",
                        "no"))
                .toList();
        ServerProcess.run(
                Map.of(),
                Stream.of(
                                Stream.of("redis-cli", "--cluster", "create"),
                                nodes.stream().map(RedisServer::address),
                                Stream.of("--cluster-yes"))
                        .flatMap(words -> words)
                        .toList());
        nodes.forEach(RedisCluster::awaitReady);
    }

    /** The nodes have agreed on who has what, and each of them knows it a moment later. */
    private static void awaitReady(RedisServer node) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (node.command("CLUSTER", "INFO").contains("cluster_state:ok")) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException("the cluster is not up: " + node.command("CLUSTER", "INFO"));
    }

    public String addresses() {
        return String.join(", ", nodes.stream().map(RedisServer::address).toList());
    }

    /** Of any node; it knows the others. */
    public String address() {
        return nodes.getFirst().address();
    }

    /** Runs a command on whatever node it belongs to. */
    public String command(String... words) {
        return ServerProcess.run(
                Map.of(),
                Stream.concat(
                                Stream.of(
                                        "redis-cli",
                                        "-c",
                                        "-p",
                                        "" + nodes.getFirst().port()),
                                Stream.of(words))
                        .toList());
    }

    /** Ends the node that has this key. */
    public void stopNodeOf(String key) {
        int slot = Integer.parseInt(command("CLUSTER", "KEYSLOT", key).strip());
        nodes.stream()
                .filter(node -> isMasterOf(node, slot))
                .findFirst()
                .orElseThrow()
                .stop();
    }

    private static boolean isMasterOf(RedisServer node, int slot) {
        return node.command("CLUSTER", "NODES")
                .lines()
                .filter(line -> line.contains("myself"))
                .flatMap(line -> Stream.of(line.split(" ", -1)).skip(8))
                .map(range -> range.split("-", -1))
                .anyMatch(range ->
                        Integer.parseInt(range[0]) <= slot && slot <= Integer.parseInt(range[range.length - 1]));
    }

    @Override
    public void close() {
        nodes.forEach(RedisServer::stop);
    }
}
