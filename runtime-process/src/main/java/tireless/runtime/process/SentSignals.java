package tireless.runtime.process;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tireless.model.AttemptId;
import tireless.model.SlotId;

/** Which signals this driver sent to the newest attempt of each slot: an end by one of them is not the worker's own. */
final class SentSignals {
    private record Sent(int attempt, Set<Integer> signals) {}

    private final Map<SlotId, Sent> bySlot = new ConcurrentHashMap<>();

    void add(AttemptId attempt, int signal) {
        bySlot.compute(attempt.slot(), (_, known) -> {
            Sent sent = known != null && known.attempt() == attempt.number()
                    ? known
                    : new Sent(attempt.number(), ConcurrentHashMap.newKeySet());
            sent.signals().add(signal);
            return sent;
        });
    }

    boolean contains(AttemptId attempt, int signal) {
        Sent sent = bySlot.get(attempt.slot());
        return sent != null
                && sent.attempt() == attempt.number()
                && sent.signals().contains(signal);
    }

    void forget(SlotId slot) {
        bySlot.remove(slot);
    }
}
