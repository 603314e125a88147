package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Engine;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.Workload;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.Platform;
import tireless.model.cluster.StackObject;
import tireless.testing.Workloads;

/** An object of a kind that nobody knows here is applied, judged by what its status says, and goes with its worker. */
@Tag("slow")
class ObjectsOfStacksTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    private static final ResourceDefinitionContext GREETERS = new ResourceDefinitionContext.Builder()
            .withGroup("stacks.example.com")
            .withVersion("v1")
            .withKind("Greeter")
            .withPlural("greeters")
            .withNamespaced(true)
            .build();
    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: greeters.stacks.example.com}
            spec:
              group: stacks.example.com
              scope: Namespaced
              names: {kind: Greeter, plural: greeters, singular: greeter}
              versions:
                - name: v1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;

    @TempDir
    private Path folder;

    private ClusterPlace place;
    private KubernetesClient admin;

    @BeforeEach
    void begin() {
        place = new ClusterPlace(folder.resolve("memory"), PodManagement.ORDERED);
        admin = place.cluster().admin();
        admin.load(new ByteArrayInputStream(DEFINITION.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        admin.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("greeters.stacks.example.com")
                .waitUntilCondition(
                        definition -> definition.getStatus() != null
                                && definition.getStatus().getConditions() != null
                                && definition.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().equals("Established")
                                                        && condition.getStatus().equals("True")),
                        30,
                        TimeUnit.SECONDS);
    }

    @AfterEach
    void end() {
        place.close();
    }

    private Revision worker() {
        Workload workload = place.placed(Workloads.worker(1, place.livesAfterWriting("hello")));
        StackObject greeter = new StackObject(
                "apiVersion: stacks.example.com/v1\nkind: Greeter\nspec: {name: hi}\n",
                Optional.of("status.state == DONE"),
                Optional.of("status.state == FAILED"));
        OnCluster made = workload.cluster()
                .map(on -> new OnCluster(
                        on.compute(), on.management(), on.requests(), on.spread(), on.containers(), List.of(greeter)))
                .orElseThrow();
        return Workloads.revision(
                KEY, "uid-1", 1, workload.withPlatform(new Platform(workload.stack(), Optional.of(made))));
    }

    private Resource<GenericKubernetesResource> greeter() {
        return admin.genericKubernetesResources(GREETERS)
                .inNamespace(place.namespace())
                .withName(KEY.name());
    }

    private void is(String state) {
        greeter()
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":%s}".formatted(state));
    }

    @Test
    void itIsJudgedAndGoesWithItsWorker() {
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker());
            watch.untilPending(KEY, "run by what its stack made");
            greeter().waitUntilCondition(object -> object != null, 30, TimeUnit.SECONDS);

            is("{\"state\":\"FAILED\"}");
            watch.untilRemarked(KEY, "Greeter " + place.namespace() + "/pulse has failed: `status.state == FAILED`");
            is("{\"state\":\"DONE\"}");
            watch.untilRemarked(KEY, "has succeeded: `status.state == DONE`");
            is(
                    "{\"state\":\"BUSY\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\",\"reason\":\"NoVoice\"}]}");
            watch.untilRemarked(KEY, "Ready is False: NoVoice");
            is("{\"conditions\":null}");
            watch.until(KEY, status -> status.rollout().isEmpty());

            engine.remove(KEY);
            watch.untilGone(KEY);
            assertThat(greeter().get()).isNull();
        }
    }
}
