package tireless.control;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tireless.engine.Engine;
import tireless.engine.Subscription;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ResourceStatus;

/** Waits until an engine runs nothing more. */
public final class Quiet {
    private Quiet() {}

    /** Stops every resource, and waits until each replica is known dead; false if some are not after {@code limit}. */
    public static boolean stopAll(Engine engine, Duration limit) {
        CountDownLatch quiet = new CountDownLatch(1);
        try (Subscription _ = engine.observe(_ -> {
            if (isQuiet(engine)) {
                quiet.countDown();
            }
        })) {
            engine.statuses().stream()
                    .filter(status -> status.power() == Power.ON || status.power() == Power.PAUSED)
                    .forEach(status -> engine.stop(status.key()));
            return isQuiet(engine) || quiet.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isQuiet(Engine engine) {
        return engine.statuses().stream().allMatch(Quiet::isQuiet);
    }

    private static boolean isQuiet(ResourceStatus status) {
        return status.power() != Power.ON
                && status.observed().stream()
                        .allMatch(replica ->
                                replica.phase() instanceof Phase.Stopped || replica.phase() instanceof Phase.Finished);
    }
}
