package tireless.manifest.read;

import java.util.Optional;
import tireless.manifest.kind.StackTemplates;

/** Reads the templates of a Stack for one type of resource. */
final class StackTemplatesReader {
    private StackTemplatesReader() {}

    static StackTemplates read(Fields fields) {
        Optional<Fields> jobs = fields.fields("resourceTemplateConfig");
        StackTemplates templates = new StackTemplates(
                fields.text("configFileTemplate"),
                fields.text("containerResourceTemplate"),
                fields.text("resourceTemplate").or(() -> jobs.flatMap(inner -> inner.text("resourceTemplate"))),
                jobs.flatMap(inner -> inner.text("successCondition")),
                jobs.flatMap(inner -> inner.text("failureCondition")));
        jobs.ifPresent(inner -> {
            inner.node("resourceTemplate");
            inner.refuseOthers();
        });
        fields.refuseOthers();
        return templates;
    }
}
