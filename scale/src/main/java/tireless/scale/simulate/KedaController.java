package tireless.scale.simulate;

import java.time.Duration;
import java.util.Map;
import tireless.model.scaling.Scaling;
import tireless.scale.Observed;
import tireless.scale.Reading;
import tireless.scale.ScaleDecider;
import tireless.scale.ScaleDecision;
import tireless.scale.ScaleMemory;

/**
 * KEDA's two loops with their defaults: its own, each 30 s, from none to one and, 300 s after the last work, to none; and the HPA, each 15 s,
 * between one and the most. The rules of the HPA (tolerance, policies, 300 s of stabilization) are those that {@link ScaleDecider} has from
 * it, so these are not done twice; it asks the queue itself at each of its looks.
 */
final class KedaController implements Controller {
    private static final double HPA_SECONDS = 15;
    private static final double KEDA_SECONDS = 30;
    static final double COOLDOWN_SECONDS = 300;

    private final Scaling hpa;
    private final double target;
    private final double cooldown;
    private ScaleMemory memory = ScaleMemory.created(Duration.ZERO);
    private double nextKeda;
    private double lastActive = Double.NEGATIVE_INFINITY;

    KedaController(Scaling hpa, double target, double cooldown) {
        this.hpa = hpa;
        this.target = target;
        this.cooldown = cooldown;
    }

    @Override
    public String name() {
        return "KEDA + HPA";
    }

    @Override
    public double period() {
        return HPA_SECONDS;
    }

    @Override
    public int decide(View view) {
        int desired = view.desired();
        if (view.now() >= nextKeda) {
            nextKeda = view.now() + KEDA_SECONDS;
            boolean active = view.waiting() > 0;
            lastActive = active ? view.now() : lastActive;
            if (desired == 0) {
                return active ? 1 : 0;
            }
            if (!active && view.now() > lastActive + cooldown) {
                return 0;
            }
        }
        // An HPA leaves alone what has no replicas.
        return desired == 0 ? 0 : hpa(view);
    }

    private int hpa(View view) {
        ScaleDecision decision = ScaleDecider.decide(
                hpa,
                memory,
                new Observed(
                        view.desired(), view.loads(), Map.of(0, new Reading.Measured(view.waiting(), target, true))),
                Duration.ofMillis(Math.round(view.now() * 1e3)));
        memory = decision.next();
        return decision.replicas();
    }

    @Override
    public ScaleIn scaleIn() {
        return ScaleIn.NEWEST_FIRST;
    }
}
