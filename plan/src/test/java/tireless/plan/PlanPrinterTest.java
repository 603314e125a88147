package tireless.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.model.Declaration;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Requests;
import tireless.model.scaling.Scaling;
import tireless.model.scaling.Sizing;

class PlanPrinterTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");

    private final Planner planner = new Planner(() -> new Uid("u"));
    private final Workload three = Workloads.of(3, "pulse");
    private final DesiredResource stored =
            plan(Map.of(), three).changes().getFirst().after();

    @Test
    void printsACreation() {
        assertThat(print(Map.of(), three)).isEqualTo("+ worker public/pulse: 3 replicas\n");
        assertThat(print(Map.of(), Workloads.of(1, "pulse"))).isEqualTo("+ worker public/pulse: 1 replica\n");
    }

    @Test
    void printsOneFieldOnOneLine() {
        assertThat(print(stored, Workloads.of(3, "sh", "-c", "pulse && date")))
                .isEqualTo("~ worker public/pulse: run.command: pulse → sh -c 'pulse && date'"
                        + " (restarts 3 replicas, one after the other)\n");
    }

    @Test
    void printsEachFieldOfSeveral() {
        assertThat(print(stored, Workloads.differentInEverything())).isEqualTo("""
            ~ worker public/pulse: 51 fields (restarts 1 replica)
                lifetime: perpetual → ends
                replicas: 3 → 1
                stack: process:1.0 → bento:4.0
                run.command: pulse → other
                run.workingDirectory: /srv → /opt
                run.environment.LOG_LEVEL: INFO → (none)
                run.environment.OTHER: (none) → 1
                run.limits.memory: (none) → 512Mi
                run.limits.cpu: (none) → 1500m
                run.stop.grace: 30s → 90s
                run.stop.wholeGroup: false → true
                run.network: host → none
                run.unixUser: (none) → nobody:adm
                run.configs.a.yaml: (none) → 5 bytes, 37b128c59f1f
                run.image.pullSecret: (none) → registry
                run.image.reference: (none) → docker.io/library/busybox:1
                run.secrets[0].as: (none) → env_vars
                run.secrets[0].fingerprint: (none) → 1f
                run.secrets[0].keys: (none) → *
                run.secrets[0].name: (none) → key
                run.secrets[0].workspace: (none) → public
                run.volumes[0].mountPath: (none) → /var/dataos/temp_data
                run.volumes[0].name: (none) → disk
                run.volumes[0].readOnly: (none) → true
                run.volumes[0].subPath: (none) → a
                restart.initial: 250ms → 1s
                restart.max: 5m → 1h
                stall.stallAfter: 5m → (none)
                stall.watchdog: (none) → 30s
                probes.startup.command: (none) → other
                probes.startup.failureThreshold: (none) → 5
                probes.startup.grace: (none) → 6s
                probes.startup.initialDelay: (none) → 1s
                probes.startup.period: (none) → 2s
                probes.startup.successThreshold: (none) → 4
                probes.startup.timeout: (none) → 3s
                probes.readiness.command: (none) → other
                probes.readiness.failureThreshold: (none) → 5
                probes.readiness.grace: (none) → 6s
                probes.readiness.initialDelay: (none) → 1s
                probes.readiness.period: (none) → 2s
                probes.readiness.successThreshold: (none) → 4
                probes.readiness.timeout: (none) → 3s
                probes.liveness.command: (none) → other
                probes.liveness.failureThreshold: (none) → 5
                probes.liveness.grace: (none) → 6s
                probes.liveness.initialDelay: (none) → 1s
                probes.liveness.period: (none) → 2s
                probes.liveness.successThreshold: (none) → 4
                probes.liveness.timeout: (none) → 3s
                drain.timeout: 5m → 1500ms
            """);
    }

    @Test
    void saysWhyNothingRestarts() {
        Workload calm = Workloads.withoutStall(three);
        assertThat(print(stored, calm))
                .isEqualTo("~ worker public/pulse: stall.stallAfter: 5m → (none) (restarts nothing)\n");
        assertThat(print(stored.withPower(Power.PAUSED), Workloads.of(3, "other")))
                .isEqualTo("~ worker public/pulse: run.command: pulse → other (restarts nothing: it is paused)\n");
    }

    @Test
    void whatDoesNotRunIsNotRestarted() {
        Plan plan = plan(Map.of(PULSE, stored), Workloads.of(3, "other"));
        String field = "~ worker public/pulse: run.command: pulse → other ";
        assertThat(PlanPrinter.print(plan.whileRunning(_ -> 0)))
                .isEqualTo(field + "(restarts nothing: no replica runs now)\n");
        assertThat(PlanPrinter.print(plan.whileRunning(_ -> 1)))
                .isEqualTo(field + "(restarts 1 replica; 2 do not run now)\n");
        assertThat(PlanPrinter.print(plan.whileRunning(_ -> 2)))
                .isEqualTo(field + "(restarts 2 replicas, one after the other; 1 does not run now)\n");
        assertThat(plan.whileRunning(_ -> 4).restarts()).isEqualTo(3);
        Plan calm = plan(Map.of(PULSE, stored), Workloads.withoutStall(three)).whileRunning(_ -> 0);
        assertThat(PlanPrinter.print(calm)).endsWith("(restarts nothing)\n");
    }

    @Test
    void printsAScale() {
        assertThat(print(stored, Workloads.of(5, "pulse"))).isEqualTo("~ worker public/pulse: replicas: 3 → 5\n");
        assertThat(print(stored.withScale(7), Workloads.of(5, "pulse")))
                .isEqualTo("~ worker public/pulse: replicas: 3 → 5 (ends the count of 7 set by hand)\n");
    }

    private static Workload scaled(int replicas, Duration drain) {
        Scaling scaling = new Scaling(
                new Bounds(0, 10, OptionalInt.empty()),
                Requests.DEFAULT,
                List.of(),
                Cadence.DEFAULT,
                Behavior.DEFAULT,
                Optional.empty());
        return Workloads.of(replicas, "pulse").withSizing(new Sizing(replicas, Optional.of(scaling), drain));
    }

    private DesiredResource stored(Workload workload, int count) {
        return plan(Map.of(), workload).changes().getFirst().after().withScale(count);
    }

    @Test
    void whileItsLoadDecidesAnotherCountOfTheManifestEndsNothing() {
        DesiredResource scaled = stored(scaled(2, Sizing.DRAIN), 8);
        assertThat(print(scaled, scaled(3, Sizing.DRAIN)))
                .isEqualTo(
                        "~ worker public/pulse: replicas: 2 → 3 (autoscaling owns the count: it stays 8 until the load asks for another)\n");
    }

    @Test
    void whereScalingEndsItSaysWhatBecomesOfTheCount() {
        DesiredResource scaled = stored(scaled(2, Duration.ofMinutes(10)), 8);
        assertThat(print(scaled, Workloads.of(2, "pulse")))
                .endsWith("    replicas 8 → 2, counted by hand from now on; the busy may finish within 10m\n");
        assertThat(print(stored(Workloads.of(2, "pulse"), 8), scaled(2, Sizing.DRAIN)))
                .endsWith("    autoscaling owns the count from now on, beginning with 8 replicas\n");
    }

    @Test
    void anotherTimeToDrainRestartsNothing() {
        DesiredResource scaled = stored(scaled(2, Sizing.DRAIN), 8);
        assertThat(print(scaled, scaled(2, Duration.ofMinutes(10))))
                .isEqualTo("~ worker public/pulse: drain.timeout: 5m → 10m (restarts nothing)\n");
    }

    @Test
    void printsWhatStaysAndWhatGoes() {
        assertThat(print(stored, three)).isEqualTo("= worker public/pulse: unchanged\n");
        assertThat(PlanPrinter.print(planner.delete(List.of(PULSE), Map.of(PULSE, stored))))
                .isEqualTo("- worker public/pulse: stops 3 replicas, then goes\n");
    }

    @Test
    void noValueCanCommandTheTerminalOrFakeALine() {
        String printed = print(stored, Workloads.with(3, Map.of("LOG_LEVEL", "x\n= fake \u001b[2J\u202e'"), "pulse"));
        assertThat(printed.strip())
                .doesNotContain("\n", "\u001b", "\u202e")
                .contains("$'x\\n= fake \\u001b[2J\\u202e\\''");
    }

    private String print(DesiredResource before, Workload workload) {
        return print(Map.of(PULSE, before), workload);
    }

    private String print(Map<ResourceKey, DesiredResource> current, Workload workload) {
        return PlanPrinter.print(plan(current, workload));
    }

    private Plan plan(Map<ResourceKey, DesiredResource> current, Workload workload) {
        return planner.plan(List.of(new Candidate(PULSE, workload, Workloads.document("m"))), current, Instant.EPOCH);
    }

    @Test
    void whatIsInAPersistentVolumeStaysAndThatIsSaid() {
        for (boolean persistent : List.of(true, false)) {
            ResourceKey key = new ResourceKey(ResourceType.VOLUME, "public", "kept");
            Declaration volume =
                    new Declaration(new TreeMap<>(Map.of("volume.type", persistent ? "CloudPersistent" : "CloudTemp")));
            Planner planner = new Planner(() -> new Uid("u"));
            Candidate candidate = new Candidate(key, volume, Workloads.document("x"));
            DesiredResource stored = planner.plan(List.of(candidate), Map.of(), Instant.EPOCH)
                    .changes()
                    .getFirst()
                    .after();
            assertThat(PlanPrinter.print(planner.delete(List.of(key), Map.of(key, stored))))
                    .contains(
                            persistent
                                    ? "- volume public/kept: goes; what is in it stays in volumes/public/kept of the home"
                                    : "- volume public/kept: goes\n");
        }
    }
}
