package tireless.manifest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.manifest.kind.TopologyStep;
import tireless.manifest.yaml.Mapping;

/** Reads the steps of the data's way. */
final class TopologyReader {
    private static final Attribute<Optional<String>> NAME =
            Attribute.text("name").required("name the step").described("what the step is called");
    private static final Attribute<Optional<String>> TYPE = Attribute.text("type")
            .required("say what the step is: input, processor, output …")
            .described("what the step is: `input`, `processor`, `output` …")
            .example("input")
            .example("processor")
            .example("output");
    private static final Attribute<Optional<String>> DOC = Attribute.text("doc").described("what it does, for people");
    private static final Attribute<Optional<String>> SQL = Attribute.text("sql").described("the query of the step");
    private static final Attribute<List<String>> DEPENDENCIES =
            Attribute.texts("dependencies").described("the names of the steps before it");
    private static final Attribute<Optional<Mapping>> PROPERTIES =
            Attribute.mapping("properties").described("anything else about the step");
    static final Attribute<List<Fields>> TOPOLOGY = Attribute.sectionsOrOne(
                    "topology", Attributes.of("step", NAME, TYPE, DOC, SQL, DEPENDENCIES, PROPERTIES))
            .described("the steps of the data's way, for people: `describe -o dot` draws them");

    private TopologyReader() {}

    static List<TopologyStep> read(Fields section) {
        List<TopologyStep> steps = new ArrayList<>();
        for (Fields step : section.read(TOPOLOGY)) {
            step.checkRequired();
            Optional<String> name = step.read(NAME);
            Optional<String> type = step.read(TYPE);
            Optional<String> doc = step.read(DOC);
            Optional<String> sql = step.read(SQL);
            List<String> dependencies = step.read(DEPENDENCIES);
            step.read(PROPERTIES);
            step.refuseOthers();
            if (name.isPresent() && type.isPresent()) {
                steps.add(new TopologyStep(name.get(), type.get(), doc, sql, dependencies));
            }
        }
        return steps;
    }
}
