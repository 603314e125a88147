package tireless.control.compute;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tireless.engine.Observation;
import tireless.engine.Subscription;

/** One stream of what several engines tell, in the order in which it came, on one thread. Loses nothing: what comes too fast waits. */
final class ObservationStream implements AutoCloseable {
    /** How often who waits looks whether the stream has ended. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final List<Consumer<Observation>> observers = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofVirtual().name("observations").unstarted(this::run);
    private volatile boolean closed;

    private ObservationStream() {}

    static ObservationStream begin() {
        ObservationStream stream = new ObservationStream();
        stream.thread.start();
        return stream;
    }

    Subscription observe(Consumer<Observation> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    void tell(Observation observation) {
        queue.add(() -> observers.forEach(observer -> observer.accept(observation)));
    }

    /** Waits until all is told that came before. Of no effect for an observer. */
    void settle() {
        if (Thread.currentThread() == thread) {
            return;
        }
        CountDownLatch told = new CountDownLatch(1);
        queue.add(told::countDown);
        try {
            boolean done = false;
            while (!done && thread.isAlive()) {
                done = told.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed || !queue.isEmpty()) {
            try {
                queue.take().run();
            } catch (InterruptedException never) {
                throw new IllegalStateException("nobody interrupts it", never);
            } catch (RuntimeException | Error defect) {
                // What one observer does wrong must not silence the stream for all others.
                thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
            }
        }
    }

    /** Tells what has come, then nothing more. */
    @Override
    public void close() {
        queue.add(() -> closed = true);
    }
}
