package tireless.trigger.rabbitmq;

import java.util.List;
import tireless.scale.Reading;
import tireless.trigger.Measure;
import tireless.trigger.NoReading;

/**
 * What is known of a queue, or of several together.
 *
 * @param publishRate messages that come in, per second
 * @param deliverRate messages that are given out, per second
 */
record RabbitQueue(double messages, double publishRate, double deliverRate) {

    /** What is made of several queues; of none, an empty one. */
    static RabbitQueue together(List<RabbitQueue> queues, String operation) {
        double messages = queues.stream().mapToDouble(RabbitQueue::messages).sum();
        double published = queues.stream().mapToDouble(RabbitQueue::publishRate).sum();
        double delivered = queues.stream().mapToDouble(RabbitQueue::deliverRate).sum();
        int count = Math.max(1, queues.size());
        return switch (operation) {
            case "avg" -> new RabbitQueue(Math.floor(messages / count), published / count, delivered / count);
            case "max" ->
                new RabbitQueue(
                        queues.stream().mapToDouble(RabbitQueue::messages).max().orElse(0),
                        queues.stream()
                                .mapToDouble(RabbitQueue::publishRate)
                                .max()
                                .orElse(0),
                        queues.stream()
                                .mapToDouble(RabbitQueue::deliverRate)
                                .max()
                                .orElse(0));
            default -> new RabbitQueue(messages, published, delivered);
        };
    }

    /** As KEDA counts in that mode. */
    Reading reading(String mode, Measure measure) throws NoReading {
        double activation = measure.activation();
        return switch (mode) {
            case "MessageRate" -> measure.of(publishRate, publishRate > activation || messages > activation);
            case "DeliverGetRate" -> measure.of(deliverRate);
            case "PublishedToDeliveredRatio" -> {
                boolean nobody = publishRate > 0 && deliverRate == 0;
                double ratio = nobody ? activation : publishRate > 0 ? publishRate / deliverRate : 0;
                yield measure.of(ratio, ratio > activation || nobody);
            }
            case "ExpectedQueueConsumptionTime" -> {
                boolean nobody = messages > 0 && deliverRate == 0;
                double seconds = messages == 0
                        ? 0
                        : nobody ? activation : (publishRate - deliverRate) / deliverRate + messages / deliverRate;
                yield measure.of(seconds, seconds > activation || nobody);
            }
            default -> measure.of(messages);
        };
    }
}
