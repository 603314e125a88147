package tireless.scale.simulate;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tireless.model.scaling.Scaling;
import tireless.scale.Observed;
import tireless.scale.Reading;
import tireless.scale.ScaleDecider;
import tireless.scale.ScaleDecision;
import tireless.scale.ScaleMemory;

/** The decider that is in use, at its own pace. Every trigger that is asked outside is given the length of the queue. */
public final class TirelessController implements Controller {
    private final String name;
    private final Scaling scaling;
    private final double target;
    private ScaleMemory memory = ScaleMemory.created(Duration.ZERO);

    /** @param target items per replica, for triggers that go by the length of the queue */
    public TirelessController(String name, Scaling scaling, double target) {
        this.name = name;
        this.scaling = scaling;
        this.target = target;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double period() {
        return scaling.cadence().polling().toMillis() / 1e3;
    }

    @Override
    public int decide(View view) {
        Map<Integer, Reading> readings = new TreeMap<>();
        for (int index = 0; index < scaling.triggers().size(); index++) {
            if (!scaling.triggers().get(index).isOfReplicas()) {
                readings.put(index, new Reading.Measured(view.waiting(), target, view.waiting() > 0));
            }
        }
        ScaleDecision decision = ScaleDecider.decide(
                scaling,
                memory,
                new Observed(view.desired(), view.loads(), readings),
                Duration.ofMillis(Math.round(view.now() * 1e3)));
        memory = decision.next();
        return decision.replicas();
    }

    @Override
    public ScaleIn scaleIn() {
        return ScaleIn.IDLE_FIRST;
    }
}
