package tireless.manifest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.manifest.kind.TopologyStep;

/** Reads the steps of the data's way. */
final class TopologyReader {
    private TopologyReader() {}

    static List<TopologyStep> read(Fields section) {
        List<TopologyStep> steps = new ArrayList<>();
        for (Fields step : section.mappingsOrOne("topology")) {
            step.require("name", "name the step");
            step.require("type", "say what the step is: input, processor, output …");
            Optional<String> name = step.text("name");
            Optional<String> type = step.text("type");
            Optional<String> doc = step.text("doc");
            Optional<String> sql = step.text("sql");
            List<String> dependencies = step.texts("dependencies");
            step.mapping("properties");
            step.refuseOthers();
            if (name.isPresent() && type.isPresent()) {
                steps.add(new TopologyStep(name.get(), type.get(), doc, sql, dependencies));
            }
        }
        return steps;
    }
}
