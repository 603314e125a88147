package tireless.stack.defined;

import java.time.InstantSource;
import java.util.Optional;
import tireless.manifest.kind.StackImage;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.StackTemplates;
import tireless.model.Location;
import tireless.model.ResourceType;
import tireless.stack.ImageName;
import tireless.stack.ResolveContext;
import tireless.stack.Stack;
import tireless.stack.StackDefinitions;

/**
 * The stacks that manifests declare. A schema that is none is an error; a template that is none a warning, as DataOS accepts it.
 *
 * @param clock what templates read as the time of now
 */
public record DefinedStacks(InstantSource clock) implements StackDefinitions {
    @Override
    public Stack define(StackManifest manifest) {
        return new DefinedStack(manifest, clock);
    }

    @Override
    public void check(StackManifest manifest, ResolveContext context) {
        manifest.stack().jsonSchema().ifPresent(text -> {
            if (SpecSchema.parse(text) instanceof SpecSchema.Parsed.Bad(String cause)) {
                context.problems()
                        .error(
                                "bad-schema",
                                manifest.valueAt("stack", "stackSpecValueSchema", "jsonSchema"),
                                "this is no JSON Schema: " + cause,
                                "no `stackSpec` can be checked with it: mend it, or remove it");
            }
        });
        checkImage(manifest, context);
        manifest.stack().templates().forEach((type, templates) -> check(manifest, type, templates, context));
    }

    private static void checkImage(StackManifest manifest, ResolveContext context) {
        manifest.stack()
                .image()
                .flatMap(StackImage::reference)
                .filter(name -> !ImageName.isOne(name))
                .ifPresent(name -> context.problems()
                        .error(
                                "bad-value",
                                manifest.at("stack", "image"),
                                "this is no name of an image: `%s`".formatted(RenderedFiles.shown(name)),
                                ImageName.advice(name)));
    }

    private static void check(
            StackManifest manifest, ResourceType type, StackTemplates templates, ResolveContext context) {
        String section = switch (type) {
            case WORKER -> "workerConfig";
            case SERVICE -> "serviceConfig";
            default -> "workflowJobConfig";
        };
        check(templates.configFile(), manifest.valueAt("stack", section, "configFileTemplate"), context);
        check(templates.container(), manifest.valueAt("stack", section, "containerResourceTemplate"), context);
        check(templates.resource(), manifest.valueAt("stack", section), context);
    }

    private static void check(Optional<String> template, Location at, ResolveContext context) {
        template.flatMap(text -> new TemplateText("the template", text).refusal())
                .ifPresent(cause -> context.problems()
                        .warning("bad-template", at, cause, "no resource can use it: mend it, or remove it"));
    }
}
