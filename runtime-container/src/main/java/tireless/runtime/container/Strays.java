package tireless.runtime.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is left of a container that was removed while its engine had not done with making it: the runtime that the killed client had begun
 * with, and a process that waits for a word that nobody gives any more.
 */
final class Strays {
    private static final int ROUNDS = 5;

    private Strays() {}

    /** Kills what names this container in its command line, what that began, and who is in a control group that is named for it. */
    static void kill(String id) {
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> found = find(id);
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static Set<ProcessHandle> find(String id) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> holds(process, "cmdline", id) || holds(process, "cgroup", id))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> !holds(process, "stat", ") Z "))
                .collect(Collectors.toSet());
    }

    private static boolean holds(ProcessHandle process, String file, String text) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file))
                    .contains(text);
        } catch (IOException gone) {
            return false;
        }
    }
}
