package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.kubernetes.relay.RelayContainer;
import tireless.model.FileContent;

/** The ConfigMap with a workload's files, named by what they hold. */
final class ConfigObject {
    private static final String PORT = "${" + RelayContainer.METRIC_PORT_VARIABLE + "}";

    private ConfigObject() {}

    /** Its name; empty where there are no files. */
    static Optional<String> name(Wanted wanted) {
        SortedMap<String, FileContent> files = files(wanted);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        files.forEach((name, content) -> texts.addAll(List.of(name, content.base64())));
        return Optional.of("%s-config-%s".formatted(wanted.key().name(), Digest.of(texts)));
    }

    static Optional<ConfigMap> of(Wanted wanted) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> bytes = new TreeMap<>();
        files(wanted)
                .forEach((name, content) -> content.text()
                        .ifPresentOrElse(text -> texts.put(name, text), () -> bytes.put(name, content.base64())));
        return name(wanted)
                .map(name -> new ConfigMapBuilder()
                        .withMetadata(wanted.marks().meta(name))
                        .withImmutable(true)
                        .withData(texts.isEmpty() ? null : texts)
                        .withBinaryData(bytes.isEmpty() ? null : bytes)
                        .build());
    }

    private static SortedMap<String, FileContent> files(Wanted wanted) {
        SortedMap<String, FileContent> files = new TreeMap<>();
        Optional<String> port = Optional.ofNullable(
                RelayContainer.of(wanted.workload().run()).variables().get(RelayContainer.METRIC_PORT_VARIABLE));
        wanted.workload()
                .run()
                .provisions()
                .configs()
                .forEach((name, content) -> files.put(name, named(content, port)));
        return files;
    }

    /** With the port at which a replica shows its metrics in the place of its name; a pod has all ports for itself. */
    private static FileContent named(FileContent content, Optional<String> port) {
        return port.flatMap(number -> content.text()
                        .filter(text -> text.contains(PORT))
                        .map(text -> FileContent.ofText(text.replace(PORT, number))))
                .orElse(content);
    }
}
