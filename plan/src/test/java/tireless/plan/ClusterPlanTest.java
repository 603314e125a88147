package tireless.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.model.Probe;
import tireless.model.Probes;
import tireless.model.ResourceKey;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.ClusterCompute.PodSecurity;
import tireless.model.cluster.ClusterCompute.Toleration;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.cluster.OnCluster.Spread;
import tireless.model.cluster.StackObject;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;
import tireless.model.scaling.Sizing;

class ClusterPlanTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final ClusterCompute PROD = Workloads.compute("prod", "p");
    private static final OnCluster ON_PROD = Workloads.cluster(PROD);

    private final Planner planner = new Planner(() -> new Uid("u"));
    private final Workload here = Workloads.of(3, "pulse");
    private final Workload there = Workloads.on(ON_PROD, here);

    private Plan plan(Map<ResourceKey, DesiredResource> current, Workload workload) {
        return planner.plan(List.of(new Candidate(PULSE, workload, Workloads.document("a"))), current, Instant.EPOCH);
    }

    private Plan change(Workload before, Workload after) {
        DesiredResource stored = plan(Map.of(), before).changes().getFirst().after();
        return plan(Map.of(PULSE, stored), after);
    }

    private static Workload scaled(Workload workload, String trigger) {
        ScaleTrigger by = new ScaleTrigger(
                trigger,
                Optional.empty(),
                new TreeMap<>(),
                ScaleTrigger.MetricType.UTILIZATION,
                false,
                Optional.empty());
        Scaling scaling = new Scaling(
                new Bounds(1, 9, OptionalInt.empty()),
                Requests.DEFAULT,
                List.of(by),
                Cadence.DEFAULT,
                Behavior.DEFAULT,
                Optional.empty());
        return workload.withSizing(new Sizing(3, Optional.of(scaling), Sizing.DRAIN));
    }

    @Test
    void aDeletionCountsOnlyWhatIsCountedHere() {
        assertThat(deletion(there)).isEqualTo("- worker public/pulse: stops 3 replicas, then goes\n");
        assertThat(deletion(scaled(here, "cpu"))).isEqualTo("- worker public/pulse: stops 3 replicas, then goes\n");
        assertThat(deletion(scaled(there, "redis")))
                .isEqualTo("- worker public/pulse: stops as many replicas as the cluster has, then goes\n");
    }

    private String deletion(Workload workload) {
        DesiredResource stored = plan(Map.of(), workload).changes().getFirst().after();
        return PlanPrinter.print(planner.delete(List.of(PULSE), Map.of(PULSE, stored)));
    }

    @Test
    void aCreationSaysWhereAndWhoOwnsTheCount() {
        assertThat(PlanPrinter.print(plan(Map.of(), there)))
                .isEqualTo("+ worker public/pulse: 3 replicas on prod; count: manifest\n");
        assertThat(PlanPrinter.print(plan(Map.of(), scaled(there, "cpu")))).endsWith("on prod; count: HPA\n");
        assertThat(PlanPrinter.print(plan(Map.of(), scaled(there, "redis")))).endsWith("on prod; count: KEDA\n");
        assertThat(PlanPrinter.print(plan(Map.of(), scaled(there, ScaleTrigger.BACKLOG))))
                .endsWith("on prod; count: tireless\n");
        ClusterCompute observed = new ClusterCompute(
                "prod", PROD.access(), "", new TreeMap<>(), List.of(), Optional.empty(), PodSecurity.BASELINE, true);
        assertThat(PlanPrinter.print(plan(Map.of(), Workloads.on(Workloads.cluster(observed), here))))
                .isEqualTo("+ worker public/pulse: 3 replicas on prod, where nothing is written; count: manifest\n");
    }

    @Test
    void whatMovesIsEndedBeforeItIsStarted() {
        assertThat(PlanPrinter.print(change(here, there))).isEqualTo("""
                ~ worker public/pulse: 9 fields (restarts 3 replicas, ended on this machine, then started on prod)
                    run.workingDirectory: /srv → /
                    run.image.reference: (none) → pulse:1
                    cluster.compute: (none) → prod
                    cluster.context: (none) → p
                    cluster.count: (none) → manifest
                    cluster.kubeconfig: (none) → (as kubectl)
                    cluster.observeOnly: (none) → false
                    cluster.podManagement: (none) → ordered
                    cluster.podSecurity: (none) → baseline
                """);
        assertThat(PlanPrinter.print(change(there, here)))
                .contains("(restarts 3 replicas, ended on prod, then started on this machine)");
        Workload other = Workloads.on(Workloads.cluster(Workloads.compute("dev", "d")), here);
        assertThat(PlanPrinter.print(change(there, other))).isEqualTo("""
                ~ worker public/pulse: 2 fields (restarts 3 replicas, ended on prod, then started on dev)
                    cluster.compute: prod → dev
                    cluster.context: p → d
                """);
    }

    @Test
    void anotherOwnerOfTheCountIsShown() {
        assertThat(PlanPrinter.print(change(there, scaled(there, "cpu"))))
                .contains("    cluster.count: manifest → HPA\n")
                .contains("(restarts nothing)");
    }

    @Test
    void everythingThatIsAskedForThereIsCompared() {
        ClusterCompute own = new ClusterCompute(
                "own",
                new Access.Kubeconfig(Optional.of(Path.of("/k")), Optional.empty()),
                "t-",
                new TreeMap<>(Map.of("disk", "ssd")),
                List.of(new Toleration(
                        Optional.of("gpu"), Optional.of("Equal"), Optional.of("a b"), Optional.of("NoExecute"))),
                Optional.of("runner"),
                PodSecurity.RESTRICTED,
                true);
        OnCluster all = new OnCluster(
                own,
                PodManagement.ANY,
                new SetAside(OptionalLong.of(1 << 20), OptionalLong.of(250)),
                Optional.of(new Spread("zone", true)),
                Optional.of("container: {}"),
                List.of(new StackObject("kind: A")));
        assertThat(PlanPrinter.print(change(there, Workloads.on(all, here)))).isEqualTo("""
                ~ worker public/pulse: 18 fields (restarts 3 replicas, ended on prod, then started on own)
                    cluster.compute: prod → own
                    cluster.containers: (none) → 'container: {}'
                    cluster.context: p → (none)
                    cluster.kubeconfig: (as kubectl) → /k
                    cluster.namespacePrefix: (none) → t-
                    cluster.nodeSelector.disk: (none) → ssd
                    cluster.objects[0]: (none) → 'kind: A'
                    cluster.observeOnly: false → true
                    cluster.podManagement: ordered → any
                    cluster.podSecurity: baseline → restricted
                    cluster.requests.cpu: (none) → 250m
                    cluster.requests.memory: (none) → 1Mi
                    cluster.serviceAccount: (none) → runner
                    cluster.spread: (none) → zone (required)
                    cluster.tolerations[0].effect: (none) → NoExecute
                    cluster.tolerations[0].key: (none) → gpu
                    cluster.tolerations[0].operator: (none) → Equal
                    cluster.tolerations[0].value: (none) → 'a b'
                """);
    }

    @Test
    void whatChangesPodsRestartsThemAndNothingElseDoes() {
        OnCluster spread = new OnCluster(
                PROD,
                PodManagement.ORDERED,
                SetAside.NONE,
                Optional.of(new Spread("zone", false)),
                Optional.empty(),
                List.of());
        assertThat(change(there, Workloads.on(spread, here))
                        .changes()
                        .getFirst()
                        .restarts())
                .isEqualTo(3);
        Probe probe = new Probe(
                List.of("true"),
                Probe.DEFAULT_INITIAL_DELAY,
                Probe.DEFAULT_PERIOD,
                Probe.DEFAULT_TIMEOUT,
                1,
                1,
                Optional.empty());
        Probes probes = new Probes(Optional.empty(), Optional.of(probe), Optional.empty());
        assertThat(change(there, probed(there, probes)).changes().getFirst().restarts())
                .isEqualTo(3);
        assertThat(change(here, probed(here, probes)).changes().getFirst().restarts())
                .isZero();
        ClusterCompute renamed = Workloads.compute("production", "p");
        assertThat(change(there, Workloads.on(Workloads.cluster(renamed), here))
                        .changes()
                        .getFirst()
                        .restarts())
                .isZero();
        assertThat(change(there, Workloads.withoutStall(there).withPlatform(there.platform()))
                        .changes()
                        .getFirst()
                        .restarts())
                .isZero();
    }

    private static Workload probed(Workload workload, Probes probes) {
        return new Workload(
                workload.lifetime(),
                workload.sizing(),
                workload.platform(),
                workload.run(),
                workload.restart(),
                workload.stall(),
                probes,
                workload.policy());
    }
}
