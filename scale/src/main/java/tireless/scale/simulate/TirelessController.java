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

/** The decider that is in use, at its own pace. */
public final class TirelessController implements Controller {
    private final String name;
    private final Scaling scaling;
    private final Outside outside;
    private ScaleMemory memory = ScaleMemory.created(Duration.ZERO);

    /** @param outside asked in place of each trigger that is not read from the replicas */
    public TirelessController(String name, Scaling scaling, Outside outside) {
        this.name = name;
        this.scaling = scaling;
        this.outside = outside;
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
                readings.put(index, outside.read(index, view.now(), view.waiting()));
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
