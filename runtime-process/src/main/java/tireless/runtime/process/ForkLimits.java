package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import tireless.model.AttemptId;

/** Tells of each attempt once that it wanted more processes and threads than it may have. Asked by those who look at attempts anyway. */
final class ForkLimits {
    private final Home home;
    private final CgroupTree cgroups;
    private final BiConsumer<AttemptId, Long> reached;

    /** @param reached told how many it may have */
    ForkLimits(Home home, CgroupTree cgroups, BiConsumer<AttemptId, Long> reached) {
        this.home = home;
        this.cgroups = cgroups;
        this.reached = reached;
    }

    /**
     * Looks at the newest attempt of a slot: living, or dead with no other one after it. A failure is reported and hinders nobody: these
     * are news, by which nothing is decided.
     */
    void look(AttemptId attempt) {
        try {
            lookOnce(attempt);
        } catch (IOException | RuntimeException failure) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }

    private void lookOnce(AttemptId attempt) throws IOException {
        AttemptFolder folder = home.folder(attempt);
        Optional<Path> leaf = folder.note().flatMap(StartNote::leaf);
        Optional<Path> group = cgroups.tasks(attempt.slot(), leaf.map(Leaf::new));
        if (group.isPresent()) {
            OptionalLong tasks = TaskGroup.reached(group.get());
            if (tasks.isPresent() && isNewest(attempt) && folder.noteForkLimit()) {
                reached.accept(attempt, tasks.getAsLong());
            }
        }
    }

    /** Asked after the reading: the group may be that of a later attempt by then. */
    private boolean isNewest(AttemptId attempt) throws IOException {
        return home.newest(attempt.slot()).filter(attempt::equals).isPresent();
    }
}
