package tireless.manifest.read;

import java.util.Optional;
import tireless.manifest.kind.StackTemplates;
import tireless.model.cluster.StateCondition;

/** Reads the templates of a Stack for one type of resource. */
final class StackTemplatesReader {
    private static final Attribute<Optional<String>> CONFIG_FILE =
            Attribute.text("configFileTemplate").described("the template of the file with the `stackSpec`");
    private static final Attribute<Optional<String>> CONTAINER =
            Attribute.text("containerResourceTemplate").described("the template of the container");
    private static final Attribute<Optional<String>> RESOURCE =
            Attribute.text("resourceTemplate").described("the template of the resource that is made");
    private static final Attribute<Optional<String>> SUCCESS =
            Attribute.text("successCondition").described("when the resource has succeeded");
    private static final Attribute<Optional<String>> FAILURE =
            Attribute.text("failureCondition").described("when the resource has failed");
    private static final Attribute<Optional<Fields>> RESOURCE_CONFIG = Attribute.section(
                    "resourceTemplateConfig", Attributes.of("template of a resource", RESOURCE, SUCCESS, FAILURE))
            .described("the template of the resource that is made, and when it is over");
    static final Attributes ATTRIBUTES = Attributes.of("templates", CONFIG_FILE, CONTAINER, RESOURCE, RESOURCE_CONFIG)
            .slip("conatinerResourceTemplate", CONTAINER.name());

    private StackTemplatesReader() {}

    static StackTemplates read(Fields fields) {
        Optional<Fields> jobs = fields.read(RESOURCE_CONFIG);
        Optional<String> inner = jobs.flatMap(found -> found.read(RESOURCE));
        StackTemplates templates = new StackTemplates(
                fields.read(CONFIG_FILE),
                fields.read(CONTAINER),
                fields.read(RESOURCE).or(() -> inner),
                jobs.flatMap(found -> condition(found, SUCCESS)),
                jobs.flatMap(found -> condition(found, FAILURE)));
        jobs.ifPresent(Fields::refuseOthers);
        fields.refuseOthers();
        return templates;
    }

    private static Optional<String> condition(Fields fields, Attribute<Optional<String>> attribute) {
        Optional<String> written = fields.read(attribute);
        if (written.filter(text -> StateCondition.parse(text).isEmpty()).isPresent()) {
            fields.problems()
                    .warning(
                            "unusual-value",
                            fields.valueAt(attribute),
                            "`%s` is no condition that can be judged, so it never holds".formatted(attribute.name()),
                            "write requirements on fields with commas between them, as `status.state == DONE,status.failed < 1`");
        }
        return written;
    }
}
