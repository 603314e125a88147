package tireless.cli.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;

/**
 * What may stand on a command line and only a server knows.
 *
 * @param given the words before it that are no commands; an option with its value is one of them, as {@code -t=worker}
 */
public record LiveCompletion(List<String> given) {
    public LiveCompletion {
        given = List.copyOf(given);
    }

    /** The candidates of a kind, in order; none for a kind that there is not. */
    public List<String> of(String kind, List<ResourceView> resources) {
        Stream<String> candidates = switch (kind) {
            case "names" -> names(resources, type());
            case "replicas" ->
                named(resources).flatMap(view -> view.observed().stream()).map(ReplicaView::name);
            case "targets" -> targets(resources);
            case "workspaces" -> workspaces(resources);
            default -> Stream.empty();
        };
        return candidates.distinct().sorted().toList();
    }

    /** After a type its names; else types, names of workers, and the others with their types. */
    private Stream<String> targets(List<ResourceView> resources) {
        Optional<String> type = type();
        if (type.isPresent()) {
            return names(resources, type);
        }
        Stream<String> types =
                words().isEmpty() ? Arrays.stream(ResourceType.values()).map(ResourceType::keyword) : Stream.empty();
        return Stream.concat(types, here(resources).map(view -> {
            ResourceRef resource = view.resource();
            return resource.type().equals("worker") ? resource.name() : resource.type() + "/" + resource.name();
        }));
    }

    private Stream<String> names(List<ResourceView> resources, Optional<String> type) {
        return here(resources)
                .map(ResourceView::resource)
                .filter(resource -> type.isEmpty() || resource.type().equals(type.get()))
                .map(ResourceRef::name);
    }

    /** Those that the words before name; all where none does. */
    private Stream<ResourceView> named(List<ResourceView> resources) {
        List<String> names = new ArrayList<>(words());
        option("-n", "--name").ifPresent(names::add);
        List<ResourceView> found = here(resources)
                .filter(view -> names.contains(view.resource().name())
                        || names.contains(
                                view.resource().type() + "/" + view.resource().name()))
                .toList();
        return found.isEmpty() ? here(resources) : found.stream();
    }

    private static Stream<String> workspaces(List<ResourceView> resources) {
        return Stream.concat(
                Stream.of("public"),
                resources.stream()
                        .map(ResourceView::resource)
                        .map(resource -> resource.type().equals("workspace") ? resource.name() : resource.workspace())
                        .filter(workspace -> !workspace.equals(ResourceKey.INSTANCE)));
    }

    /** Those of the workspace that is named; of public and of the instance where none is. */
    private Stream<ResourceView> here(List<ResourceView> resources) {
        String workspace = option("-w", "--workspace").orElse("public");
        return resources.stream()
                .filter(view -> view.resource().workspace().equals(workspace)
                        || view.resource().workspace().equals(ResourceKey.INSTANCE));
    }

    private Optional<String> type() {
        return option("-t", "--type")
                .or(() -> words().stream()
                        .findFirst()
                        .filter(word -> ResourceType.of(word).isPresent()));
    }

    private List<String> words() {
        return given.stream().filter(word -> !word.startsWith("-")).toList();
    }

    private Optional<String> option(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> given.stream()
                        .filter(word -> word.startsWith(name + "="))
                        .map(word -> word.substring(name.length() + 1)))
                .findFirst();
    }
}
