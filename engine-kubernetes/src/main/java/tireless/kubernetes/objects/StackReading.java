package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tireless.model.cluster.StackObject;

/** Reads what the templates of a stack were rendered to. */
final class StackReading {
    private static final Set<String> KNOWN = Set.of("container", "initContainers", "volumes");

    private final Wanted wanted;
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final List<Flaw> flaws = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    StackReading(Wanted wanted) {
        this.wanted = wanted;
    }

    /** What could not be read. */
    List<Flaw> flaws() {
        return List.copyOf(flaws);
    }

    /** What was read and does not act. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** What it says of pods. */
    StackPart part() {
        return wanted.cluster().containers().map(this::part).orElse(StackPart.NONE);
    }

    private StackPart part(String yaml) {
        try {
            Map<String, Object> written = mapping(yaml);
            written.keySet().stream()
                    .filter(name -> !KNOWN.contains(name))
                    .forEach(name -> remarks.add(
                            "`%s` in the containerResourceTemplate of its stack does not act: `container`, `initContainers` and `volumes` do"
                                    .formatted(name)));
            return new StackPart(
                    Optional.ofNullable(written.get("container"))
                            .map(container -> serialization.convertValue(container, Container.class)),
                    list(written, "initContainers", Container.class),
                    list(written, "volumes", Volume.class));
        } catch (KubernetesClientException | YamlEngineException | IllegalArgumentException bad) {
            flaws.add(flaw("its stack's containerResourceTemplate makes no containers: " + cause(bad)));
            return StackPart.NONE;
        }
    }

    private <T> List<T> list(Map<String, Object> written, String name, Class<T> type) {
        return written.get(name) instanceof List<?> items
                ? items.stream()
                        .map(item -> serialization.convertValue(item, type))
                        .toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> mapping(String yaml) {
        Object read = serialization.unmarshal(yaml, Object.class);
        if (read instanceof Map<?, ?> mapping) {
            return (Map<String, Object>) mapping;
        }
        throw new IllegalArgumentException("it is no mapping");
    }

    /** The objects that it makes, in our namespace and marked as ours. */
    List<HasMetadata> objects() {
        List<HasMetadata> objects = new ArrayList<>();
        for (StackObject object : wanted.cluster().objects()) {
            object(object.yaml()).ifPresent(objects::add);
        }
        return objects;
    }

    private Optional<HasMetadata> object(String yaml) {
        try {
            GenericKubernetesResource object =
                    serialization.convertValue(mapping(yaml), GenericKubernetesResource.class);
            if (object.getApiVersion() == null || object.getKind() == null) {
                throw new IllegalArgumentException("it has no `apiVersion` or no `kind`");
            }
            object.setMetadata(marked(Optional.ofNullable(object.getMetadata()).orElseGet(ObjectMeta::new)));
            object.getAdditionalProperties().remove("status");
            return Optional.of(object);
        } catch (KubernetesClientException | YamlEngineException | IllegalArgumentException bad) {
            flaws.add(flaw("its stack's resourceTemplate makes no object: " + cause(bad)));
            return Optional.empty();
        }
    }

    private ObjectMeta marked(ObjectMeta written) {
        ObjectMeta ours = wanted.marks()
                .meta(Optional.ofNullable(written.getName())
                        .filter(name -> !name.isBlank())
                        .orElse(wanted.key().name()));
        return new ObjectMetaBuilder(ours)
                .withLabels(joined(written.getLabels(), ours.getLabels()))
                .withAnnotations(joined(written.getAnnotations(), ours.getAnnotations()))
                .build();
    }

    private static Map<String, String> joined(Map<String, String> theirs, Map<String, String> ours) {
        Map<String, String> all = new TreeMap<>(Optional.ofNullable(theirs).orElse(Map.of()));
        all.putAll(ours);
        return all;
    }

    private Flaw flaw(String what) {
        return new Flaw(
                what,
                "mend the template of the stack `%s`"
                        .formatted(wanted.workload().stack()));
    }

    /** The reader's own words, on one line. */
    private static String cause(Exception bad) {
        Throwable cause = bad.getCause() == null ? bad : bad.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it can not be read");
    }
}
