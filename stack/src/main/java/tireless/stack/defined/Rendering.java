package tireless.stack.defined;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tireless.manifest.kind.StackTemplates;
import tireless.model.FileContent;
import tireless.stack.KubernetesParts;

/**
 * The templates of a stack, rendered for one of its users. Where there is no template, or something is wrong with it, it makes nothing.
 *
 * @param data what a template sees
 * @param clock what the templates' {@code now} reads
 * @param problem told what is wrong, in one sentence each
 */
record Rendering(
        Optional<StackTemplates> templates,
        Map<String, @Nullable Object> data,
        InstantSource clock,
        Consumer<String> problem) {
    private static final String CONFIG_FILE = "configFileTemplate";
    private static final String CONTAINER = "containerResourceTemplate";
    private static final String RESOURCE = "resourceTemplate";

    /** The files that its user finds, by their names. */
    Map<String, FileContent> configs() {
        Map<String, FileContent> files = new TreeMap<>();
        render(CONFIG_FILE, StackTemplates::configFile)
                .ifPresent(text -> RenderedFiles.read(CONFIG_FILE, text, problem)
                        .forEach((name, content) -> files.put(name, FileContent.ofText(content))));
        return files;
    }

    /** What it says of the container that its user runs in. */
    Optional<ContainerPart> container() {
        return render(CONTAINER, StackTemplates::container)
                .flatMap(text -> RenderedFiles.mapping(CONTAINER, text, problem))
                .map(ContainerPart::of);
    }

    /** Whether it makes an object of Kubernetes. */
    boolean hasResource() {
        return templates.flatMap(StackTemplates::resource).isPresent();
    }

    /** What it makes for a cluster. */
    KubernetesParts kubernetes() {
        return new KubernetesParts(
                render(CONTAINER, StackTemplates::container),
                render(RESOURCE, StackTemplates::resource),
                templates.flatMap(StackTemplates::successCondition),
                templates.flatMap(StackTemplates::failureCondition));
    }

    private Optional<String> render(String attribute, Function<StackTemplates, Optional<String>> template) {
        return templates
                .flatMap(template)
                .flatMap(text -> new TemplateText(attribute, text).render(data, clock, problem));
    }
}
