package tireless.runtime.process;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tireless.model.SlotId;
import tireless.runtime.LogLine;

/** Who follows which slot's output. Safe for use by many threads. */
final class LogFollowers implements AutoCloseable {
    private final Map<SlotId, Set<LogFollower>> bySlot = new ConcurrentHashMap<>();

    LogFollower begin(AttemptLogs logs, LogStart start, Consumer<LogLine> reader) {
        Set<LogFollower> followers = bySlot.computeIfAbsent(logs.slot(), _ -> ConcurrentHashMap.newKeySet());
        LogFollower[] self = new LogFollower[1];
        self[0] = new LogFollower(logs, start, reader, () -> followers.remove(self[0]));
        followers.add(self[0]);
        return self[0].begin();
    }

    /** An attempt of the slot has begun or ended. */
    void wake(SlotId slot) {
        bySlot.getOrDefault(slot, Set.of()).forEach(LogFollower::wake);
    }

    @Override
    public void close() {
        bySlot.values().forEach(followers -> followers.forEach(LogFollower::close));
    }
}
