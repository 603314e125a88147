package tireless.store.text;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.RolloutRecord;
import tireless.model.Uid;

/** What is unfinished as it is stored: a restart as {@code 0:3 1:7}, a roll-out as {@code 4 5 why it halted}. */
public final class UnfinishedText {
    private UnfinishedText() {}

    public static String write(RestartRequest request) {
        return request.attempts().entrySet().stream()
                .map(attempt -> attempt.getKey() + ":" + attempt.getValue())
                .collect(Collectors.joining(" "));
    }

    /** @throws IllegalArgumentException if {@code text} is none of {@link #write} */
    public static RestartRequest restart(ResourceKey key, Uid uid, String text) {
        SortedMap<Integer, Integer> attempts = new TreeMap<>();
        for (String attempt : text.split(" ", -1)) {
            String[] parts = attempt.split(":", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("no attempt: " + attempt);
            }
            attempts.put(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]));
        }
        return new RestartRequest(key, uid, attempts);
    }

    public static String write(RolloutRecord rollout) {
        return rollout.from() + " " + rollout.to() + " " + rollout.halted();
    }

    /** @throws IllegalArgumentException if {@code text} is none of {@link #write} */
    public static RolloutRecord rollout(ResourceKey key, Uid uid, String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no roll-out: " + text);
        }
        return new RolloutRecord(key, uid, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }
}
