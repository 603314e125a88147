package tireless.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.model.SecretValues;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.Spread;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;

/** Whole translations, byte for byte. With {@code -Dtireless.golden=write} what is made now is written down, to be read before it is kept. */
class GoldenTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "objects");

    static Stream<Arguments> workers() {
        return Stream.of(
                Arguments.of("plain", Wants.plain()),
                Arguments.of("full", Wants.full()),
                Arguments.of("heard", Wants.plain().heard()),
                Arguments.of(
                        "any",
                        Wants.plain()
                                .management(PodManagement.ANY)
                                .spread(new Spread("topology.kubernetes.io/zone", false))),
                Arguments.of("hpa", Wants.plain().scaled(Wants.byUse())),
                Arguments.of(
                        "keda",
                        Wants.plain()
                                .scaled(Wants.byQueue())
                                .supplied(new Supplies(
                                        new TreeMap<>(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        new TreeMap<>(Map.of(
                                                new AuthenticationRef("redis-account", false),
                                                SecretValues.ofTexts(Map.of("password", "s3cret"))))))),
                Arguments.of("stack", Wants.plain().stack(Optional.of(Wants.PYTHON))),
                Arguments.of("objects", Wants.plain().stack(Optional.empty(), StackPartTest.MESH)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workers")
    void aWorkerIsTheseObjects(String name, Wants worker) throws IOException {
        Translated.Objects made = worker.objects();
        String text = Stream.concat(Stream.of(made.namespace()), made.objects().stream())
                .map(Serialization::asYaml)
                .collect(Collectors.joining());
        Path file = FOLDER.resolve(name + ".yaml");
        if ("write".equals(System.getProperty("tireless.golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workers")
    void theSameInputIsTheSameObjects(String name, Wants worker) {
        assertThat(worker.objects().objects().stream().map(HasMetadata::toString))
                .containsExactlyElementsOf(worker.objects().objects().stream()
                        .map(HasMetadata::toString)
                        .toList());
        assertThat(worker.objects().content()).isEqualTo(worker.objects().content());
    }
}
