package tireless.manifest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.manifest.kind.TopologyStep;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;

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
        List<TopologyRule.Step> named = new ArrayList<>();
        boolean whole = true;
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
                named.add(new TopologyRule.Step(
                        new TopologyRule.Named(name.get(), step.valueAt(NAME)),
                        step.node(DEPENDENCIES).stream()
                                .flatMap(TopologyReader::items)
                                .toList()));
            } else {
                whole = false;
            }
        }
        // A step may come after one that could not be read.
        if (whole) {
            TopologyRule.check(named, section.problems());
        }
        return steps;
    }

    private static Stream<TopologyRule.Named> items(Node node) {
        return switch (node) {
            case Sequence sequence -> sequence.items().stream().flatMap(TopologyReader::items);
            case Scalar scalar -> Stream.of(new TopologyRule.Named(scalar.text(), scalar.at()));
            case Mapping(var _, var _) -> Stream.of();
        };
    }
}
