package tireless.kubernetes.engine;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.apply.Steps;
import tireless.model.ResourceKey;

/** Has steps carried out elsewhere, and told of when they are. Those of one resource follow each other. */
final class Effects {
    /** As many resources at once: an API server counts what a client has in flight. */
    private static final int AT_ONCE = 16;

    private final Executor executor;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Consumer<Letter.Done> done;

    /** @param done is called from any thread */
    Effects(Executor executor, Consumer<Letter.Done> done) {
        this.executor = executor;
        this.done = done;
    }

    void carryOut(ResourceKey key, Steps how, List<Step> steps) {
        executor.execute(() -> {
            free.acquireUninterruptibly();
            try {
                done.accept(new Letter.Done(key, how.carryOut(steps)));
            } finally {
                free.release();
            }
        });
    }
}
