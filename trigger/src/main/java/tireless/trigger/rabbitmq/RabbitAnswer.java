package tireless.trigger.rabbitmq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tireless.trigger.NoReading;
import tireless.trigger.http.JsonValues;

/**
 * Reads what the management plugin answers.
 *
 * @param several whether a page of queues is expected
 * @param readyOnly whether messages that are given out and not confirmed do not count
 * @param operation what is made of several queues
 */
record RabbitAnswer(boolean several, boolean readyOnly, String operation) {

    RabbitQueue queue(String answer) throws NoReading {
        if (!(JsonValues.read(answer) instanceof Map<?, ?> all)) {
            throw new NoReading("its answer is not that of RabbitMQ");
        }
        if (!several) {
            return queue(all);
        }
        if (!(all.get("items") instanceof List<?> items)) {
            throw new NoReading("its answer is no page of queues");
        }
        if (all.get("page_count") instanceof Double pages && pages > 1) {
            throw new NoReading("more queues match than `pageSize` allows");
        }
        List<RabbitQueue> queues = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof Map<?, ?> one) {
                queues.add(queue(one));
            }
        }
        return RabbitQueue.together(queues, operation);
    }

    private RabbitQueue queue(Map<?, ?> queue) throws NoReading {
        String key = readyOnly ? "messages_ready" : "messages";
        // Of a queue that was just made, and of one that is down, the plugin knows nothing yet.
        if (!(queue.get(key) instanceof Double messages)) {
            throw new NoReading("it does not know yet how many messages there are");
        }
        return new RabbitQueue(
                messages,
                rate(queue.get("message_stats"), "publish_details"),
                rate(queue.get("message_stats"), "deliver_get_details"));
    }

    /** No statistics are kept of what never happened. */
    private static double rate(@Nullable Object statistics, String key) {
        return statistics instanceof Map<?, ?> all
                        && all.get(key) instanceof Map<?, ?> details
                        && details.get("rate") instanceof Double rate
                ? rate
                : 0;
    }
}
