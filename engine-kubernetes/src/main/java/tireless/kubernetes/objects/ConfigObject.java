package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.FileContent;

/** The ConfigMap with a workload's files, named by what they hold. */
final class ConfigObject {
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
        wanted.workload()
                .run()
                .provisions()
                .configs()
                .forEach((name, content) -> files.put(name, MetricPort.in(content)));
        return files;
    }

    /** The port at which a replica shows its metrics where a config file names one. A pod has all ports for itself. */
    static final class MetricPort {
        static final String VARIABLE = "DATAOS_METRIC_PORT";

        /** Bento's own. */
        static final String PORT = "4195";

        private static final String REFERENCE = "${" + VARIABLE + "}";

        private MetricPort() {}

        static boolean isNamed(Wanted wanted) {
            return wanted.workload().run().provisions().configs().values().stream()
                    .anyMatch(content -> content.text()
                            .filter(text -> text.contains(REFERENCE))
                            .isPresent());
        }

        private static FileContent in(FileContent content) {
            return content.text()
                    .filter(text -> text.contains(REFERENCE))
                    .map(text -> FileContent.of(text.replace(REFERENCE, PORT).getBytes(StandardCharsets.UTF_8)))
                    .orElse(content);
        }
    }
}
