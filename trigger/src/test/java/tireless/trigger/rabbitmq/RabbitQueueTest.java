package tireless.trigger.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.Measure;
import tireless.trigger.NoReading;

/** KEDA's modes. */
class RabbitQueueTest {
    private static final Measure MEASURE = new Measure(2, 1);

    private static Reading read(String mode, double messages, double published, double delivered) throws NoReading {
        return new RabbitQueue(messages, published, delivered).reading(mode, MEASURE);
    }

    @Test
    void ratesAndRatios() throws NoReading {
        assertThat(read("MessageRate", 0, 3, 9)).isEqualTo(new Reading.Measured(3, 2, true));
        assertThat(read("MessageRate", 5, 0, 0)).isEqualTo(new Reading.Measured(0, 2, true));
        assertThat(read("DeliverGetRate", 5, 3, 1)).isEqualTo(new Reading.Measured(1, 2, false));
        assertThat(read("PublishedToDeliveredRatio", 0, 6, 2)).isEqualTo(new Reading.Measured(3, 2, true));
        assertThat(read("PublishedToDeliveredRatio", 0, 6, 0)).isEqualTo(new Reading.Measured(1, 2, true));
        assertThat(read("PublishedToDeliveredRatio", 0, 0, 0)).isEqualTo(new Reading.Measured(0, 2, false));
    }

    @Test
    void theTimeUntilItIsEmpty() throws NoReading {
        assertThat(read("ExpectedQueueConsumptionTime", 10, 4, 2)).isEqualTo(new Reading.Measured(6, 2, true));
        assertThat(read("ExpectedQueueConsumptionTime", 10, 4, 0)).isEqualTo(new Reading.Measured(1, 2, true));
        assertThat(read("ExpectedQueueConsumptionTime", 0, 0, 0)).isEqualTo(new Reading.Measured(0, 2, false));
    }

    @Test
    void whatThePluginDoesNotKnowYetIsNotZero() throws NoReading {
        RabbitAnswer answer = new RabbitAnswer(false, false, "sum");
        assertThat(answer.queue("{\"messages\":4,\"messages_ready\":3}").messages())
                .isEqualTo(4);
        assertThatThrownBy(() -> answer.queue("{\"name\":\"new\"}")).isInstanceOf(NoReading.class);
        assertThatThrownBy(() -> answer.queue("[]")).isInstanceOf(NoReading.class);
    }
}
