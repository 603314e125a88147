package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the kernel says of a control group that limits memory, in version 2 and in version 1 (memory.events, memory.oom_control). */
final class MemoryGroup {
    private static final String COUNTER = "oom_kill ";

    private MemoryGroup() {}

    /** Whether the kernel has killed in this group because it went over its limit. */
    static boolean killed(Path group) throws IOException {
        for (String name : new String[] {"memory.events", "memory.oom_control"}) {
            Path file = group.resolve(name);
            if (Files.exists(file)) {
                return Files.readAllLines(file).stream()
                        .anyMatch(line -> line.startsWith(COUNTER) && !line.equals(COUNTER + "0"));
            }
        }
        return false;
    }

    /** Bytes in use; empty if the group does not count them. */
    static OptionalLong used(Path group) throws IOException {
        for (String name : new String[] {"memory.current", "memory.usage_in_bytes"}) {
            Path file = group.resolve(name);
            if (Files.exists(file)) {
                return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
            }
        }
        return OptionalLong.empty();
    }
}
