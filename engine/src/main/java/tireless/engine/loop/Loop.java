package tireless.engine.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tireless.model.TimeSource;
import tireless.model.TirelessException;

/**
 * The thread that owns all state of an engine, and the mailbox in front of it. Letters are handled in the order in which they come. Safe for
 * use by many threads.
 *
 * @param <L> what comes into the mailbox
 */
public final class Loop<L> implements AutoCloseable {
    /**
     * Has the state; called by the loop's thread alone.
     *
     * @param <L> what it is told
     */
    public interface Owner<L> {
        void handle(L letter);

        /** Does what follows from what was heard, and from the time. */
        void step();

        /** When the time alone makes something due, as time since boot; empty if it never does. */
        Optional<Duration> nextDue();
    }

    private record Mail<L>(L letter, @Nullable CompletableFuture<@Nullable Void> handled) {}

    private static final Duration IDLE = Duration.ofHours(1);

    /** So that a defect that comes again does not take the whole processor. */
    private static final Duration AFTER_A_DEFECT = Duration.ofMillis(100);

    private final LinkedBlockingQueue<Mail<L>> mailbox = new LinkedBlockingQueue<>();
    private final TimeSource time;
    private final Owner<L> owner;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Handles nothing before {@link #start}.
     *
     * @param name of the thread
     * @param owner belongs to the thread from now on
     */
    public Loop(String name, TimeSource time, Owner<L> owner) {
        this.time = time;
        this.owner = owner;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Has a letter handled, some time. */
    public void post(L letter) {
        mailbox.add(new Mail<>(letter, null));
    }

    /**
     * Has a letter handled, and what follows from it seen.
     *
     * @throws TirelessException that the owner throws
     */
    public void call(L letter) {
        CompletableFuture<@Nullable Void> handled = new CompletableFuture<>();
        mailbox.add(new Mail<>(letter, handled));
        try {
            handled.join();
        } catch (CompletionException refused) {
            throw refused.getCause() instanceof TirelessException cause ? cause : refused;
        }
    }

    /** Handles nothing more, and waits for nobody. */
    public void end() {
        closed = true;
        thread.interrupt();
    }

    /** The same, and waits until the thread is over. */
    @Override
    public void close() {
        end();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Mail<L>> letters = new ArrayList<>();
        while (!closed) {
            try {
                Mail<L> first = mailbox.poll(pause().toNanos(), TimeUnit.NANOSECONDS);
                if (first != null) {
                    letters.add(first);
                    mailbox.drainTo(letters);
                }
            } catch (InterruptedException closing) {
                return;
            }
            letters.forEach(mail -> guarded(() -> handle(mail)));
            letters.clear();
            guarded(owner::step);
        }
    }

    /** A defect that one resource brings out must not end the supervision of all others. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error defect) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
            LockSupport.parkNanos(AFTER_A_DEFECT.toNanos());
        }
    }

    private Duration pause() {
        Duration pause =
                owner.nextDue().map(due -> due.minus(time.now().sinceBoot())).orElse(IDLE);
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private void handle(Mail<L> mail) {
        CompletableFuture<@Nullable Void> handled = mail.handled();
        try {
            owner.handle(mail.letter());
            if (handled != null) {
                // The command is recorded; what follows from it is seen in the same round, so that a status shows it.
                owner.step();
                handled.complete(null);
            }
        } catch (RuntimeException | Error refused) {
            if (handled == null) {
                throw refused;
            }
            handled.completeExceptionally(refused);
        }
    }
}
