package tireless.store.text;

import java.util.EnumMap;
import java.util.Map;
import tireless.json.Form;
import tireless.model.objective.Objective;
import tireless.model.objective.Objectives;

/** The stored form of {@link Objectives}, in the form of its workload; absent where nothing is expected, as in the releases before it. */
final class ObjectivesText {
    private static final String NAME = "objectives";
    private static final String WINDOW = "window";

    private ObjectivesText() {}

    static void write(Objectives objectives, Form workload) {
        if (objectives instanceof Objectives(var targets, var window) && !objectives.equals(Objectives.NONE)) {
            Form form = Form.empty().with(WINDOW, window);
            targets.forEach((objective, target) -> form.with(objective.word(), Double.toString(target)));
            workload.with(NAME, form);
        }
    }

    static Objectives read(Form workload) {
        if (!workload.has(NAME)) {
            return Objectives.NONE;
        }
        Form form = workload.form(NAME);
        Map<Objective, Double> targets = new EnumMap<>(Objective.class);
        for (Objective objective : Objective.values()) {
            form.optionalText(objective.word()).ifPresent(target -> targets.put(objective, Double.parseDouble(target)));
        }
        return new Objectives(targets, form.duration(WINDOW));
    }
}
