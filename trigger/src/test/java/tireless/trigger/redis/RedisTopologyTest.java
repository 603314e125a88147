package tireless.trigger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.Trigger;
import tireless.trigger.rig.RedisCluster;
import tireless.trigger.rig.RedisSentinel;
import tireless.trigger.rig.RedisServer;
import tireless.trigger.rig.Triggers;

/** On a real cluster of Redis, and on a master with its replica and a sentinel. */
@Tag("slow")
class RedisTopologyTest {
    /** A sentinel needs half a second to find a master gone, and some more to make another one. */
    private static final int MOST_LOOKS = 300;

    private static final int PAUSE_NANOS = 50_000_000;

    private final Triggers triggers = new Triggers();

    @AfterEach
    void close() {
        triggers.close();
    }

    /** Looks until it can be read, or until it can not. */
    private static Reading eventually(Trigger trigger, Class<? extends Reading> wanted) throws InterruptedException {
        Reading reading = trigger.read();
        for (int look = 0; look < MOST_LOOKS && !wanted.isInstance(reading); look++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            reading = trigger.read();
        }
        return reading;
    }

    @Test
    void aClusterIsAskedWhereTheKeyIs() throws InterruptedException {
        try (RedisCluster cluster = new RedisCluster()) {
            for (String list : new String[] {"a", "b", "c", "d"}) {
                cluster.command("RPUSH", list, "1", "2", "3");
            }
            cluster.command("XADD", "orders", "*", "n", "1");
            for (String list : new String[] {"a", "b", "c", "d"}) {
                assertThat(triggers.read("redis-cluster", Map.of("addresses", cluster.address(), "listName", list)))
                        .isEqualTo(new Reading.Measured(3, 5, true));
            }
            assertThat(triggers.read(
                            "redis-cluster-streams", Map.of("addresses", cluster.addresses(), "stream", "orders")))
                    .isEqualTo(new Reading.Measured(1, 5, true));
            assertThat(triggers.read(
                            "redis-cluster",
                            Map.of("addresses", cluster.addresses(), "listName", "a"),
                            Map.of("username", "app", "password", RedisServer.PASSWORD)))
                    .isEqualTo(new Reading.Measured(3, 5, true));
            assertThat(triggers.failure(
                            "redis-cluster",
                            Map.of("addresses", cluster.addresses(), "listName", "a"),
                            Map.of("username", "app", "password", "wrong-one")))
                    .contains("WRONGPASS")
                    .doesNotContain("wrong-one");
            whereANodeIsGoneItsKeysCanNotBeReadAndOthersCan(cluster);
        }
    }

    private void whereANodeIsGoneItsKeysCanNotBeReadAndOthersCan(RedisCluster cluster) throws InterruptedException {
        // The slots of the two are those of different nodes.
        Map<String, String> gone = Map.of("addresses", cluster.addresses(), "listName", "a");
        Map<String, String> there = Map.of("addresses", cluster.addresses(), "listName", "b");
        try (Trigger ofGone = triggers.open(Triggers.written("redis-cluster", gone), Map.of());
                Trigger ofThere = triggers.open(Triggers.written("redis-cluster", there), Map.of())) {
            assertThat(ofGone.read()).isInstanceOf(Reading.Measured.class);
            cluster.stopNodeOf("a");
            assertThat(ofGone.read()).isInstanceOf(Reading.Failed.class);
            assertThat(eventually(ofThere, Reading.Measured.class)).isEqualTo(new Reading.Measured(3, 5, true));
        }
    }

    @Test
    void whereNoClusterIsThatIsSaid() throws InterruptedException {
        RedisServer single = RedisServer.shared();
        assertThat(triggers.failure("redis-cluster", Map.of("addresses", single.address(), "listName", "a")))
                .isEqualTo("list `a` of Redis at " + single.address()
                        + ": ERR This instance has cluster support disabled");
    }

    @Test
    void afterAFailoverTheNewMasterIsAsked() throws InterruptedException {
        try (RedisSentinel sentinel = new RedisSentinel()) {
            sentinel.master().command("RPUSH", "mail", "1", "2", "3");
            sentinel.master().command("WAIT", "1", "10000");
            Map<String, String> metadata =
                    Map.of("addresses", sentinel.address(), "listName", "mail", "sentinelMaster", "mymaster");
            Map<String, String> account = Map.of(
                    "username", "app", "password", RedisServer.PASSWORD, "sentinelPassword", RedisSentinel.PASSWORD);
            Reading.Measured three = new Reading.Measured(3, 5, true);
            try (Trigger trigger = triggers.open(Triggers.authenticated("redis-sentinel", metadata), account)) {
                assertThat(trigger.read()).isEqualTo(three);
                sentinel.master().stop();
                assertThat(trigger.read()).isInstanceOf(Reading.Failed.class);
                assertThat(eventually(trigger, Reading.Measured.class)).isEqualTo(three);
                sentinel.replica().command("RPUSH", "mail", "4");
                assertThat(eventually(trigger, Reading.Measured.class)).isEqualTo(new Reading.Measured(4, 5, true));
            }
        }
    }

    @Test
    void aSentinelThatRefusesOrKnowsNoSuchMasterIsNamed() throws InterruptedException {
        try (RedisSentinel sentinel = new RedisSentinel()) {
            Map<String, String> metadata =
                    Map.of("addresses", sentinel.address(), "listName", "mail", "sentinelMaster", "mymaster");
            assertThat(triggers.failure("redis-sentinel", metadata, Map.of("sentinelPassword", "wrong-one")))
                    .contains(sentinel.address())
                    .doesNotContain("wrong-one");
            assertThat(triggers.failure(
                            "redis-sentinel",
                            Map.of("addresses", sentinel.address(), "listName", "mail", "sentinelMaster", "other"),
                            Map.of("sentinelPassword", RedisSentinel.PASSWORD)))
                    .contains("other");
        }
    }
}
