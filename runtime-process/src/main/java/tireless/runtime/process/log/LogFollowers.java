package tireless.runtime.process.log;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tireless.model.SlotId;
import tireless.runtime.LogLine;
import tireless.runtime.LogStart;

/** Who follows which slot's output. Safe for use by many threads. */
final class LogFollowers implements AutoCloseable {
    private final Map<SlotId, Set<LogFollower>> bySlot = new ConcurrentHashMap<>();

    LogFollower begin(ReadAccess access, LogStart start, Consumer<LogLine> reader) throws IOException {
        Set<LogFollower> followers = bySlot.computeIfAbsent(access.output().slot(), _ -> ConcurrentHashMap.newKeySet());
        LogFollower[] self = new LogFollower[1];
        self[0] = new LogFollower(access, start, reader, () -> followers.remove(self[0]));
        followers.add(self[0]);
        try {
            return self[0].begin();
        } catch (IOException failure) {
            followers.remove(self[0]);
            throw failure;
        }
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
