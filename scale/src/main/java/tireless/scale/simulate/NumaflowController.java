package tireless.scale.simulate;

import java.util.ArrayDeque;
import tireless.scale.ReplicaLoad;

/**
 * Numaflow's rule for a MonoVertex with its defaults: {@code round(pending ÷ rate ÷ target × ready)}, two replicas at a time, 90 s after any
 * change, rates over 120 s, and each 120 s a replica that looks whether there is work. What is in flight is pending, too.
 */
final class NumaflowController implements Controller {
    private static final double TASK_SECONDS = 5;
    private static final double LOOKBACK_SECONDS = 120;
    private static final double COOLDOWN_SECONDS = 90;
    private static final double SLEEP_SECONDS = 120;
    private static final int STEP = 2;

    private final double targetSeconds;
    private final int most;
    private final ArrayDeque<Done> seen = new ArrayDeque<>();
    private double lastScaled = Double.NEGATIVE_INFINITY;

    private record Done(double at, long count) {}

    NumaflowController(double targetSeconds, int most) {
        this.targetSeconds = targetSeconds;
        this.most = most;
    }

    @Override
    public String name() {
        return "Numaflow";
    }

    @Override
    public double period() {
        return TASK_SECONDS;
    }

    @Override
    public int decide(View view) {
        seen.addLast(new Done(view.now(), view.done()));
        while (seen.peekFirst().at() < view.now() - LOOKBACK_SECONDS) {
            seen.removeFirst();
        }
        int current = view.desired();
        double sinceScaled = view.now() - lastScaled;
        if (current == 0) {
            return sinceScaled >= SLEEP_SECONDS ? scaled(view, 1) : 0;
        }
        long ready = view.loads().stream().filter(ReplicaLoad::ready).count();
        if (sinceScaled < COOLDOWN_SECONDS || ready == 0) {
            return current;
        }
        int desired = Math.min(most, desired(view, ready, current));
        int next = Math.clamp(desired, current - STEP, current + STEP);
        return next == current ? current : scaled(view, next);
    }

    private int desired(View view, long ready, int current) {
        double seconds = view.now() - seen.getFirst().at();
        double rate = seconds > 0 ? (view.done() - seen.getFirst().count()) / seconds : 0;
        long inFlight = view.loads().stream()
                .mapToLong(load -> load.work().inFlight().orElse(0))
                .sum();
        long pending = view.waiting() + inFlight;
        if (rate == 0) {
            return pending == 0 ? 0 : current;
        }
        long desired = Math.max(1, Math.round(pending / rate / targetSeconds * ready));
        return (int) (pending > 0 ? Math.min(desired, pending) : desired);
    }

    private int scaled(View view, int replicas) {
        lastScaled = view.now();
        return replicas;
    }

    @Override
    public ScaleIn scaleIn() {
        return ScaleIn.NEWEST_FIRST;
    }
}
