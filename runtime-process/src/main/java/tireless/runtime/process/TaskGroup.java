package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the kernel says of a control group that limits processes and threads, in both versions (pids.events, pids.max). */
final class TaskGroup {
    private static final String COUNTER = "max ";

    private TaskGroup() {}

    /** How many there may be in this group, if the kernel has refused it another one; empty if it has not. */
    static OptionalLong reached(Path group) throws IOException {
        try {
            boolean refused = Files.readAllLines(group.resolve("pids.events")).stream()
                    .anyMatch(line -> line.startsWith(COUNTER) && !line.equals(COUNTER + "0"));
            return refused ? limit(Files.readString(group.resolve("pids.max")).strip()) : OptionalLong.empty();
        } catch (IOException failure) {
            // The kernel does not count that (before Linux 4.8), or the group has gone with its attempt.
            Leaf.unlessThere(group, failure);
            return OptionalLong.empty();
        }
    }

    /** Where it has no limit, it was one of a group above. */
    private static OptionalLong limit(String text) {
        return text.equals("max") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }
}
