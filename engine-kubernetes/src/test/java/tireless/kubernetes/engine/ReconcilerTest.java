package tireless.kubernetes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Desired;
import tireless.kubernetes.apply.ApiServer;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Outcome;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.apply.StepResult;
import tireless.kubernetes.hear.Ears;
import tireless.kubernetes.log.Lanes;
import tireless.kubernetes.objects.Labels;
import tireless.kubernetes.objects.Supplies;
import tireless.kubernetes.relay.RelayContainer;
import tireless.kubernetes.watch.Sighting;
import tireless.model.ContainerImage;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Power;
import tireless.model.Provisions;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.Platform;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/** When the time alone makes something due: what is over and was not done is due again and again, and takes a whole processor. */
class ReconcilerTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    @TempDir
    Path folder;

    private final List<Runnable> begun = new ArrayList<>();
    private final ManualTime time = new ManualTime();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl("https://127.0.0.1:1")
                    .build())
            .build();

    @AfterEach
    void end() {
        client.close();
    }

    private Reconciler reconciler() {
        Ears.Listener nobody = new Ears.Listener() {
            @Override
            public void line(ResourceKey key, String pod, int run, String text, Duration arrived) {}

            @Override
            public void deaf(ResourceKey key, String pod, String why) {}
        };
        return new Reconciler(
                time,
                new FileMemory(folder),
                new Planning(_ -> Supplies.NONE, new ApiServer(client)),
                new Effects(begun::add, _ -> {}),
                _ -> {},
                (_, _) -> {},
                new Ears(new Lanes(() -> client), Runnable::run, new Random(1), time, nobody),
                _ -> {});
    }

    private static Revision revision(int number, String image) {
        Workload worker = Workloads.worker(
                1,
                new RunSpec(
                        List.of(),
                        Path.of("/"),
                        new TreeMap<>(),
                        Limits.NONE,
                        StopPolicy.DEFAULT,
                        Network.HOST,
                        Provisions.NONE,
                        Optional.of(new ContainerImage(image, Optional.empty()))));
        ClusterCompute compute = new ClusterCompute(
                "cluster",
                new Access.InCluster(),
                "",
                new TreeMap<>(),
                List.of(),
                Optional.empty(),
                ClusterCompute.PodSecurity.BASELINE,
                false);
        return Workloads.revision(
                KEY,
                "uid-1",
                number,
                worker.withPlatform(new Platform(
                        worker.stack(),
                        Optional.of(new OnCluster(
                                compute,
                                OnCluster.PodManagement.ORDERED,
                                OnCluster.SetAside.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                List.of())))));
    }

    private static Letter.Adopt adopts(Desired... desired) {
        return new Letter.Adopt(List.of(desired), List.of(), List.of(), List.of(), Set.of());
    }

    private static Letter relayedPod() {
        return new Letter.Saw(new Sighting.PodSeen(new PodBuilder()
                .withNewMetadata()
                .withName("pulse-0")
                .withNamespace("public")
                .withUid("pod-1")
                .withLabels(Map.of(
                        Labels.WORKSPACE, KEY.scope(),
                        Labels.TYPE, KEY.type().keyword(),
                        Labels.NAME, KEY.name(),
                        Labels.UID, "uid-1"))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .addNewInitContainerStatus()
                .withName(RelayContainer.NAME)
                .withRestartCount(0)
                .withStarted(true)
                .endInitContainerStatus()
                .endStatus()
                .build()));
    }

    @Test
    void nothingIsDueBeforeItKnowsWhatIsDesired() {
        Reconciler reconciler = reconciler();
        reconciler.handle(relayedPod());
        reconciler.step();
        assertThat(reconciler.nextDue()).isEmpty();
        reconciler.handle(adopts(Desired.of(revision(1, "example.com/worker:1"))));
        reconciler.step();
        assertThat(reconciler.nextDue())
                .as("who is heard is looked at from time to time")
                .hasValueSatisfying(
                        due -> assertThat(due).isGreaterThan(time.now().sinceBoot()));
    }

    @Test
    void whatIsRemovedRollsNoMore() {
        Reconciler reconciler = reconciler();
        reconciler.handle(adopts(Desired.of(revision(1, "example.com/worker:1"))));
        reconciler.handle(new Letter.Accept(revision(2, "example.com/worker:2")));
        reconciler.step();
        assertThat(reconciler.nextDue()).contains(time.now().sinceBoot().plus(Rollout.DEADLINE));
        reconciler.handle(new Letter.SetPower(KEY, Power.REMOVED));
        time.advance(Rollout.DEADLINE.plusSeconds(1));
        reconciler.step();
        assertThat(reconciler.nextDue()).isEmpty();
    }

    /** As of a token that is over: what is watched goes on, so that no other request shows that there is a new one. */
    @Test
    void whatWasNotAnsweredIsTriedAgainThoughNothingElseIsAsked() {
        Reconciler reconciler = reconciler();
        Kinds.WATCHED.forEach(kind -> reconciler.handle(new Letter.Saw(new Sighting.Watching(kind))));
        reconciler.handle(new Letter.Saw(new Sighting.Watching(Kinds.POD)));
        reconciler.handle(adopts(Desired.of(revision(1, "example.com/worker:1"))));
        reconciler.step();
        assertThat(begun).hasSize(1);
        Refusal unknown = new Refusal(Refusal.Cause.UNAUTHORIZED, "apply it", "401 Unauthorized", "log in anew");
        Step step = new Step.Delete(new ObjectRef("v1", "Secret", "public", "any"), "uid-of-any");
        reconciler.handle(new Letter.Done(KEY, List.of(new StepResult(step, new Outcome.Refused(unknown), false))));
        reconciler.handle(new Letter.Saw(new Sighting.Reached("401 Unauthorized")));
        reconciler.step();
        assertThat(begun).as("at once").hasSize(1);
        time.advance(reconciler.nextDue().orElseThrow().minus(time.now().sinceBoot()));
        reconciler.step();
        assertThat(begun).hasSize(2);
        assertThat(reconciler.nextDue()).as("while it is asked").isEmpty();
        reconciler.handle(new Letter.Done(KEY, List.of(new StepResult(step, new Outcome.Refused(unknown), false))));
        reconciler.handle(new Letter.Retry(KEY));
        reconciler.step();
        assertThat(begun).as("as soon as somebody asks for it").hasSize(3);
    }
}
