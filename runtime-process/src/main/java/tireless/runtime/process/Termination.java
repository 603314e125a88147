package tireless.runtime.process;

import java.io.IOException;
import java.util.Optional;
import tireless.linux.Pidfd;
import tireless.linux.ProcessGroup;
import tireless.linux.ProcessStat;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.Signal;

/** Asks attempts to end. */
final class Termination {
    private final Home home;
    private final BootId boot;
    private final SentSignals sent;

    Termination(Home home, BootId boot, SentSignals sent) {
        this.home = home;
        this.boot = boot;
        this.sent = sent;
    }

    /** Sends SIGTERM as the stop policy of the attempt says; harmless if it is dead. */
    void ask(AttemptId attempt) throws IOException {
        AttemptFolder folder = home.folder(attempt);
        Optional<ProcessIdentity> main = folder.main();
        if (main.isEmpty()) {
            return;
        }
        try (Pidfd process = Pidfd.open(main.get().pid()).orElse(null)) {
            Optional<ProcessStat> living = main.get().alive(boot);
            if (process == null || living.isEmpty()) {
                return;
            }
            sent.add(attempt, Signal.TERM);
            // Where a worker put itself into another group than it was given, that is its own.
            boolean group = folder.note().map(StartNote::wholeGroup).orElse(false)
                    && (living.get().group() == living.get().session()
                            || living.get().group() == living.get().pid());
            if (group) {
                ProcessGroup.send(living.get().group(), Signal.TERM);
            } else {
                process.send(Signal.TERM);
            }
        }
    }
}
