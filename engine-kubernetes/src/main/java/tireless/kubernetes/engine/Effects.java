package tireless.kubernetes.engine;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import tireless.kubernetes.apply.Outcome;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.apply.Refusals;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.apply.StepResult;
import tireless.kubernetes.apply.Steps;
import tireless.model.ResourceKey;

/** Has steps carried out elsewhere, and told of when they are. */
final class Effects implements AutoCloseable {
    /** As many resources at once: an API server counts what a client has in flight. */
    private static final int AT_ONCE = 16;

    private final Executor executor;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Consumer<Letter.Done> done;
    private volatile boolean closed;

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
            } catch (RuntimeException defect) {
                // A client that is closed in the middle throws too: the next engine makes it good.
                if (!closed) {
                    done.accept(new Letter.Done(key, List.of(failed(steps.getFirst(), defect))));
                    throw defect;
                }
            } finally {
                free.release();
            }
        });
    }

    private static StepResult failed(Step step, RuntimeException defect) {
        return new StepResult(
                step,
                new Outcome.Refused(new Refusal(
                        Refusal.Cause.BUSY,
                        "carry out " + step.ref(),
                        Refusals.innermost(defect),
                        "it is tried again")),
                false);
    }

    /** What is under way may be cut off from now on. */
    @Override
    public void close() {
        closed = true;
    }
}
