package tireless.manifest.read;

import java.util.Optional;
import tireless.manifest.kind.StackTemplates;

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
                jobs.flatMap(found -> found.read(SUCCESS)),
                jobs.flatMap(found -> found.read(FAILURE)));
        jobs.ifPresent(Fields::refuseOthers);
        fields.refuseOthers();
        return templates;
    }
}
