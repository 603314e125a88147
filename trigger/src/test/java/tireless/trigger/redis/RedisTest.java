package tireless.trigger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.Trigger;
import tireless.trigger.rig.RedisServer;
import tireless.trigger.rig.Triggers;

/** On a real Redis. */
@Tag("slow")
class RedisTest {
    private final RedisServer redis = RedisServer.shared();
    private final Triggers triggers = new Triggers();

    @BeforeEach
    void empty() {
        redis.command("FLUSHALL");
    }

    @AfterEach
    void close() {
        triggers.close();
    }

    private Map<String, String> at(String... keysAndValues) {
        Map<String, String> metadata = new HashMap<>(Map.of("address", redis.address()));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            metadata.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return metadata;
    }

    @Test
    void aListIsAsLongAsItIs() throws InterruptedException {
        redis.command("RPUSH", "mail", "a", "b", "c");

        assertThat(triggers.read("redis", at("listName", "mail"))).isEqualTo(new Reading.Measured(3, 5, true));
        assertThat(triggers.read("redis", at("listName", "mail", "listLength", "2", "activationListLength", "3")))
                .isEqualTo(new Reading.Measured(3, 2, false));
    }

    @Test
    void aListThatIsNotThereIsEmpty() throws InterruptedException {
        assertThat(triggers.read("redis", at("listName", "mail"))).isEqualTo(new Reading.Measured(0, 5, false));
    }

    @Test
    void setsAndHashesCountTheirMembers() throws InterruptedException {
        redis.command("SADD", "set", "a", "b");
        redis.command("ZADD", "sorted", "1", "a");
        redis.command("HSET", "hash", "a", "1", "b", "2");
        redis.command("SET", "text", "a");

        assertThat(triggers.read("redis", at("listName", "set"))).isEqualTo(new Reading.Measured(2, 5, true));
        assertThat(triggers.read("redis", at("listName", "sorted"))).isEqualTo(new Reading.Measured(1, 5, true));
        assertThat(triggers.read("redis", at("listName", "hash"))).isEqualTo(new Reading.Measured(2, 5, true));
        assertThat(triggers.failure("redis", at("listName", "text")))
                .isEqualTo("list `text` of Redis at " + redis.address()
                        + ": it is of type string, which has no length here");
    }

    @Test
    void eachDatabaseHasItsOwnLists() throws InterruptedException {
        redis.command("-n", "3", "RPUSH", "mail", "a");

        assertThat(triggers.read("redis", at("listName", "mail", "databaseIndex", "3")))
                .isEqualTo(new Reading.Measured(1, 5, true));
        assertThat(triggers.failure("redis", at("listName", "mail", "databaseIndex", "99")))
                .contains("DB index is out of range");
    }

    @Test
    void aStreamIsCountedByLengthByWhatIsUnconfirmedOrByLag() throws InterruptedException {
        redis.command("XGROUP", "CREATE", "orders", "billing", "$", "MKSTREAM");
        for (int i = 0; i < 7; i++) {
            redis.command("XADD", "orders", "*", "n", "" + i);
        }
        redis.command("XREADGROUP", "GROUP", "billing", "me", "COUNT", "2", "STREAMS", "orders", ">");

        assertThat(triggers.read("redis-streams", at("stream", "orders"))).isEqualTo(new Reading.Measured(7, 5, true));
        assertThat(triggers.read("redis-streams", at("stream", "orders", "consumerGroup", "billing")))
                .isEqualTo(new Reading.Measured(2, 5, true));
        assertThat(triggers.read("redis-streams", at("stream", "orders", "consumerGroup", "billing", "lagCount", "10")))
                .isEqualTo(new Reading.Measured(5, 10, true));
        assertThat(triggers.read(
                        "redis-streams",
                        at(
                                "stream",
                                "orders",
                                "consumerGroup",
                                "billing",
                                "lagCount",
                                "10",
                                "activationLagCount",
                                "5")))
                .isEqualTo(new Reading.Measured(5, 10, false));
    }

    @Test
    void aStreamOrGroupThatIsNotThereIsWhatKedaSays() throws InterruptedException {
        redis.command("XADD", "orders", "*", "n", "1");

        assertThat(triggers.read("redis-streams", at("stream", "none"))).isEqualTo(new Reading.Measured(0, 5, false));
        assertThat(triggers.failure("redis-streams", at("stream", "orders", "consumerGroup", "none")))
                .isEqualTo("stream `orders`, group `none` of Redis at " + redis.address()
                        + ": there is no such stream, or it has no such group");
        assertThat(triggers.read("redis-streams", at("stream", "none", "consumerGroup", "g", "lagCount", "1")))
                .isEqualTo(new Reading.Measured(0, 1, false));
        assertThat(triggers.read("redis-streams", at("stream", "orders", "consumerGroup", "g", "lagCount", "1")))
                .isEqualTo(new Reading.Measured(1, 1, true));
    }

    @Test
    void theLagOfAStreamWithHolesIsUnknownAndNotZero() throws InterruptedException {
        redis.command("XADD", "orders", "1-1", "n", "1");
        redis.command("XADD", "orders", "2-1", "n", "1");
        redis.command("XADD", "orders", "3-1", "n", "1");
        redis.command("XGROUP", "CREATE", "orders", "billing", "1-1");
        redis.command("XDEL", "orders", "2-1");

        assertThat(triggers.failure(
                        "redis-streams", at("stream", "orders", "consumerGroup", "billing", "lagCount", "1")))
                .contains("Redis can not tell the lag");
    }

    @Test
    void anAccountIsKnownByItsPasswordWhichNobodyIsShown() throws InterruptedException {
        redis.command("RPUSH", "mail", "a");

        assertThat(triggers.read(
                        "redis", at("listName", "mail"), Map.of("username", "app", "password", RedisServer.PASSWORD)))
                .isEqualTo(new Reading.Measured(1, 5, true));
        assertThat(triggers.failure(
                        "redis", at("listName", "mail"), Map.of("username", "app", "password", "wrong-one")))
                .contains("WRONGPASS")
                .doesNotContain("wrong-one");
    }

    @Test
    void aServerThatGoesAndComesIsUnreadableMeanwhileAndNeverZero() throws InterruptedException {
        RedisServer own = RedisServer.started();
        Map<String, String> metadata = Map.of("address", own.address(), "listName", "mail");
        try (Trigger trigger = triggers.open(Triggers.written("redis", metadata), Map.of())) {
            assertThat(trigger.read()).isInstanceOf(Reading.Measured.class);
            own.stop();
            assertThat(trigger.read()).isInstanceOf(Reading.Failed.class);
            assertThat(trigger.read())
                    .isEqualTo(
                            new Reading.Failed("list `mail` of Redis at " + own.address() + ": nobody listens there"));
        }
    }

    @Test
    void aConnectionThatWasCutIsMadeAnewByTheNextLook() throws InterruptedException {
        try (Trigger trigger = triggers.open(Triggers.written("redis", at("listName", "mail")), Map.of())) {
            assertThat(trigger.read()).isInstanceOf(Reading.Measured.class);
            redis.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            trigger.read();
            assertThat(trigger.read()).isInstanceOf(Reading.Measured.class);
        }
    }

    @Test
    void aThousandTriggersShareFewConnections() throws InterruptedException {
        long before = clients();
        List<Trigger> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(triggers.open(Triggers.written("redis", at("listName", "list" + i)), Map.of()));
        }
        for (Trigger trigger : many) {
            assertThat(trigger.read()).isInstanceOf(Reading.Measured.class);
        }

        assertThat(clients() - before).isBetween(1L, 2L);
        assertThat(triggers.connections().users()).hasSize(1);
        many.forEach(Trigger::close);
        assertThat(triggers.connections().users()).isEmpty();
    }

    private long clients() {
        return redis.command("CLIENT", "LIST")
                .lines()
                .filter(line -> line.contains("name=tireless"))
                .count();
    }
}
