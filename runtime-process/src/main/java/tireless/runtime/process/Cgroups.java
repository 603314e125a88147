package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where control groups may be made (cgroups(7)). In version 2 all are the same folder; in version 1 each is a hierarchy of its own; mixed,
 * version 2 tracks and version 1 limits.
 *
 * @param tracking for finding and killing all of an attempt
 * @param memory for limits of memory
 * @param cpu for limits of processor time
 * @param pids for limits of the number of processes and threads
 */
public record Cgroups(Optional<Path> tracking, Optional<Path> memory, Optional<Path> cpu, Optional<Path> pids) {
    /** A server that runs in a group of this name makes groups beside it, as far as the group above is delegated to its account. */
    public static final String SERVER = "tireless-server";

    /** Nothing may be made: attempts are found by session and token, and limits are not enforced. */
    public static final Cgroups NONE =
            new Cgroups(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Tries what this account may do on this machine. Takes a few milliseconds; leaves nothing behind. */
    public static Cgroups detect() {
        try {
            return new CgroupProbe(
                            Files.readAllLines(Path.of("/proc/self/mountinfo")),
                            Files.readAllLines(Path.of("/proc/self/cgroup")))
                    .probe();
        } catch (IOException noProc) {
            return NONE;
        }
    }

    /**
     * The file into which a process of one thread writes 0 to join a group. In version 1 that is {@code tasks}: for a process as a whole
     * the kernel first waits until every processor has seen that nobody may fork, some 10 ms.
     */
    static Path joining(Path group) {
        Path tasks = group.resolve("tasks");
        return Files.exists(tasks) ? tasks : group.resolve("cgroup.procs");
    }

    static boolean isVersion2(Path group) {
        return Files.exists(group.resolve("cgroup.controllers"));
    }
}
