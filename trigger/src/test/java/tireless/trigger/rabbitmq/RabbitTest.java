package tireless.trigger.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.Trigger;
import tireless.trigger.rig.RabbitServer;
import tireless.trigger.rig.Triggers;

/** On a real RabbitMQ. */
@Tag("slow")
class RabbitTest {
    private final RabbitServer rabbit = RabbitServer.shared();
    private final Triggers triggers = new Triggers();
    private Connection connection;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(rabbit.amqp().replaceAll("/$", ""));
        connection = factory.newConnection();
        channel = connection.createChannel();
    }

    @AfterEach
    void close() {
        triggers.close();
        connection.abort();
    }

    private void filled(String queue, int messages) throws Exception {
        channel.queueDelete(queue);
        channel.queueDeclare(queue, false, false, false, null);
        channel.confirmSelect();
        for (int i = 0; i < messages; i++) {
            channel.basicPublish("", queue, null, new byte[] {1});
        }
        channel.waitForConfirmsOrDie(5_000);
    }

    private static Map<String, String> at(String host, String queue, String... more) {
        Map<String, String> metadata = new HashMap<>(Map.of("host", host, "queueName", queue));
        for (int i = 0; i < more.length; i += 2) {
            metadata.put(more[i], more[i + 1]);
        }
        return metadata;
    }

    @Test
    void byAmqpTheReadyMessagesCount() throws Exception {
        filled("mail", 7);
        channel.basicGet("mail", false);

        assertThat(triggers.read("rabbitmq", at(rabbit.amqp(), "mail"))).isEqualTo(new Reading.Measured(6, 20, true));
        assertThat(triggers.read(
                        "rabbitmq",
                        at(rabbit.amqp(), "mail", "mode", "QueueLength", "value", "1.5", "activationValue", "6")))
                .isEqualTo(new Reading.Measured(6, 1.5, false));
        assertThat(triggers.read("rabbitmq", at(rabbit.amqp(), "mail", "queueLength", "3")))
                .isEqualTo(new Reading.Measured(6, 3, true));
    }

    /** The plugin counts once a second. */
    private Reading eventually(Map<String, String> metadata, Reading.Measured expected) throws InterruptedException {
        return triggers.eventually("rabbitmq", metadata, expected::equals);
    }

    @Test
    void byHttpAlsoTheUnconfirmedCountUnlessTheyShallNot() throws Exception {
        filled("orders", 5);
        channel.basicGet("orders", false);

        Reading.Measured five = new Reading.Measured(5, 20, true);
        assertThat(eventually(at(rabbit.http(), "orders"), five)).isEqualTo(five);
        Reading.Measured four = new Reading.Measured(4, 20, true);
        assertThat(eventually(at(rabbit.http(), "orders", "excludeUnacknowledged", "true"), four))
                .isEqualTo(four);
    }

    @Test
    void aPatternTakesSeveralQueuesTogether() throws Exception {
        filled("many-a", 2);
        filled("many-b", 5);

        for (var expected : Map.of("sum", 7, "avg", 3, "max", 5).entrySet()) {
            Reading.Measured reading = new Reading.Measured(expected.getValue(), 20, true);
            assertThat(eventually(
                            at(rabbit.http(), "^many-", "useRegex", "true", "operation", expected.getKey()), reading))
                    .isEqualTo(reading);
        }
        assertThat(triggers.failure("rabbitmq", at(rabbit.http(), "^many-", "useRegex", "true", "pageSize", "1")))
                .endsWith("more queues match than `pageSize` allows");
    }

    @Test
    void aQueueThatIsNotThereIsNotEmpty() throws InterruptedException {
        assertThat(triggers.failure("rabbitmq", at(rabbit.amqp(), "none")))
                .isEqualTo("queue `none` of RabbitMQ at 127.0.0.1:" + rabbit.port() + ": there is no such queue");
        assertThat(triggers.failure("rabbitmq", at(rabbit.http(), "none")))
                .startsWith("queue `none` of RabbitMQ at 127.0.0.1:" + rabbit.managementPort() + ": it answered 404");
        assertThat(triggers.failure("rabbitmq", at(rabbit.amqp(), "none", "vhostName", "other")))
                .contains("virtual host `other`");
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() throws InterruptedException {
        Map<String, String> wrong = Map.of("username", "guest", "password", "wrong-one");
        assertThat(triggers.failure("rabbitmq", at(rabbit.amqp(), "mail"), wrong))
                .endsWith("it does not know the account, or not by this password");
        assertThat(triggers.failure("rabbitmq", at(rabbit.http(), "mail"), wrong))
                .contains("it answered 401")
                .doesNotContain("wrong-one");
    }

    @Test
    void aConnectionThatWasCutIsMadeAnew() throws Exception {
        filled("cut", 1);
        try (Trigger trigger = triggers.open(Triggers.written("rabbitmq", at(rabbit.amqp(), "cut")), Map.of())) {
            assertThat(trigger.read()).isInstanceOf(Reading.Measured.class);
            assertThat(trigger.read()).isEqualTo(new Reading.Measured(1, 20, true));
            channel.queueDelete("cut");
            assertThat(trigger.read()).isInstanceOf(Reading.Failed.class);
            filled("cut", 2);
            assertThat(trigger.read()).isEqualTo(new Reading.Measured(2, 20, true));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
