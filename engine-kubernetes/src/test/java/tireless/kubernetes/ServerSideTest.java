package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.kubernetes.objects.Supplies;
import tireless.kubernetes.objects.Translated;
import tireless.kubernetes.objects.Wants;
import tireless.model.Power;
import tireless.model.SecretValues;
import tireless.model.cluster.ClusterCompute.PodSecurity;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.Spread;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;
import tools.jackson.databind.JsonNode;

/** Everything that workers are made is valid, and is kept as it was sent. */
@Tag("slow")
class ServerSideTest {
    private static final Path KEDA = Path.of("src", "test", "resources", "keda");

    private static final PatchContext DRY_RUN = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("tireless")
            .withDryRun(List.of("All"))
            .build();

    @BeforeAll
    static void install() {
        KubernetesClient admin = TestCluster.shared().admin();
        for (String kind : List.of("scaledobjects", "triggerauthentications")) {
            CustomResourceDefinition definition = Serialization.unmarshal(
                    read(KEDA.resolve("keda.sh_" + kind + ".yaml")), CustomResourceDefinition.class);
            admin.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .resource(definition)
                    .serverSideApply();
            admin.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .resource(definition)
                    .waitUntilCondition(
                            made -> made != null
                                    && made.getStatus() != null
                                    && made.getStatus().getConditions() != null
                                    && made.getStatus().getConditions().stream()
                                            .anyMatch(condition -> condition
                                                            .getType()
                                                            .equals("Established")
                                                    && condition.getStatus().equals("True")),
                            30,
                            TimeUnit.SECONDS);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> workers() {
        Supplies withTrigger = new Supplies(
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of(
                        new AuthenticationRef("redis-account", false),
                        SecretValues.ofTexts(Map.of("password", "s3cret")))));
        return Stream.of(
                Arguments.of("plain", Wants.plain()),
                Arguments.of("full", Wants.full()),
                Arguments.of("heard", Wants.full().heard()),
                Arguments.of("full, any", Wants.full().management(PodManagement.ANY)),
                Arguments.of("restricted", Wants.plain().secured(PodSecurity.RESTRICTED)),
                Arguments.of("hosts", Wants.plain().spread(new Spread("kubernetes.io/hostname", false))),
                Arguments.of("zones", Wants.plain().spread(new Spread("topology.kubernetes.io/zone", true))),
                Arguments.of("by use", Wants.plain().scaled(Wants.byUse())),
                Arguments.of(
                        "by use, paused", Wants.plain().scaled(Wants.byUse()).counted(3, Power.PAUSED)),
                Arguments.of("by a queue", Wants.plain().scaled(Wants.byQueue()).supplied(withTrigger)),
                Arguments.of(
                        "by a queue, paused",
                        Wants.plain()
                                .management(PodManagement.ANY)
                                .scaled(Wants.byQueue())
                                .counted(3, Power.STOPPED)),
                Arguments.of("of a stack", Wants.full().stack(Optional.of(Wants.PYTHON))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workers")
    void theServerTakesItAndKeepsItAsItWasSent(String what, Wants worker) {
        String namespace = TestCluster.shared().freshNamespace();
        Translated.Objects made = worker.in(namespace).objects();
        for (HasMetadata object : made.objects()) {
            HasMetadata kept = TestCluster.shared()
                    .admin()
                    .resource(object)
                    .inNamespace(namespace)
                    .patch(DRY_RUN);
            assertThat(missing("", json(object), json(kept)))
                    .describedAs(what + ": " + object.getKind())
                    .isEmpty();
        }
    }

    private static JsonNode json(HasMetadata object) {
        return Serialization.unmarshal(Serialization.asJson(object), JsonNode.class);
    }

    /** What of {@code sent} is not, or is otherwise, in {@code kept}. */
    private static String missing(String path, JsonNode sent, JsonNode kept) {
        if (sent.isObject()) {
            StringBuilder all = new StringBuilder();
            sent.properties()
                    .forEach(field -> all.append(
                            missing(path + "/" + field.getKey(), field.getValue(), kept.path(field.getKey()))));
            return all.toString();
        }
        if (sent.isArray()) {
            StringBuilder all = new StringBuilder(sent.size() == kept.size() ? "" : path + " has another length\n");
            for (int i = 0; i < sent.size(); i++) {
                all.append(missing(path + "/" + i, sent.get(i), kept.path(i)));
            }
            return all.toString();
        }
        return sent.equals(kept) ? "" : "%s: sent %s, kept %s\n".formatted(path, sent, kept);
    }
}
