package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tireless.model.TimeSource;
import tireless.model.TirelessException;

/** The thread that owns all state of the engine, and the mailbox in front of it. */
final class Loop implements AutoCloseable {
    private record Mail(Letter letter, @Nullable CompletableFuture<@Nullable Void> handled) {}

    private static final Duration IDLE = Duration.ofHours(1);

    /** So that a defect that comes again does not take the whole processor. */
    private static final Duration AFTER_A_DEFECT = Duration.ofMillis(100);

    private final LinkedBlockingQueue<Mail> mailbox = new LinkedBlockingQueue<>();
    private final TimeSource time;
    private final Reconciler reconciler;
    private final Thread thread;
    private volatile boolean closed;

    /** @param reconciler is owned by the thread from now on */
    Loop(String name, TimeSource time, Reconciler reconciler) {
        this.time = time;
        this.reconciler = reconciler;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Begins; nothing is handled before. */
    void start() {
        thread.start();
    }

    /** Has a letter handled, some time. */
    void post(Letter letter) {
        mailbox.add(new Mail(letter, null));
    }

    /** Has a letter handled, and what follows from it seen. */
    void call(Letter letter) {
        CompletableFuture<@Nullable Void> handled = new CompletableFuture<>();
        mailbox.add(new Mail(letter, handled));
        try {
            handled.join();
        } catch (CompletionException refused) {
            throw refused.getCause() instanceof TirelessException cause ? cause : refused;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Mail> letters = new ArrayList<>();
        while (!closed) {
            try {
                Mail first = mailbox.poll(pause().toNanos(), TimeUnit.NANOSECONDS);
                if (first != null) {
                    letters.add(first);
                    mailbox.drainTo(letters);
                }
            } catch (InterruptedException closing) {
                return;
            }
            letters.forEach(mail -> guarded(() -> handle(mail)));
            letters.clear();
            guarded(reconciler::step);
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
        Duration pause = reconciler
                .nextDue()
                .map(due -> due.minus(time.now().sinceBoot()))
                .orElse(IDLE);
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private void handle(Mail mail) {
        CompletableFuture<@Nullable Void> handled = mail.handled();
        try {
            reconciler.handle(mail.letter());
            if (handled != null) {
                reconciler.step();
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
