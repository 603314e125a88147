package tireless.manifest.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tireless.manifest.problem.Nearest;
import tireless.manifest.problem.Problems;
import tireless.model.Location;

/** The steps of a topology have names of their own, and come after other steps of it. It is for people: what is wrong is warned of. */
final class TopologyRule {
    /**
     * A name that a step is called, or comes after, and where that is written.
     *
     * @param name what is written
     */
    record Named(String name, Location at) {}

    /** One step of it. */
    record Step(Named name, List<Named> dependencies) {
        Step {
            dependencies = List.copyOf(dependencies);
        }
    }

    private TopologyRule() {}

    static void check(List<Step> steps, Problems problems) {
        Map<String, Location> known = new HashMap<>();
        for (Step step : steps) {
            Location before = known.putIfAbsent(step.name().name(), step.name().at());
            if (before != null) {
                problems.warning(
                        "topology",
                        step.name().at(),
                        "a step `%s` is already described on line %d"
                                .formatted(step.name().name(), before.line()),
                        "give one of the two another name");
            }
        }
        steps.forEach(step -> step.dependencies().forEach(before -> {
            if (before.name().equals(step.name().name())) {
                problems.warning(
                        "topology",
                        before.at(),
                        "the step `%s` depends on itself".formatted(before.name()),
                        "name the step before it, or leave it out");
            } else if (!known.containsKey(before.name())) {
                problems.warning(
                        "topology",
                        before.at(),
                        "there is no step `%s` in this topology".formatted(before.name()),
                        Nearest.hint(before.name(), known.keySet()));
            }
        }));
    }
}
