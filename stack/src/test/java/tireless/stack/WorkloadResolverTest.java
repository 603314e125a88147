package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.manifest.Purpose;
import tireless.model.Declaration;
import tireless.model.Lifetime;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Probe;
import tireless.model.Probes;
import tireless.model.ResourceKey;
import tireless.model.RestartPolicy;
import tireless.model.SignalSources;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.UnixAccount;
import tireless.model.Workload;

class WorkloadResolverTest {
    private static final String PLAIN = Resolves.worker("command: sleep");

    private static Workload with(String section) {
        Resolution resolution = Resolves.apply(PLAIN + section.indent(2));
        assertThat(resolution.hasErrors()).as("%s", resolution.problems()).isFalse();
        return Resolves.only(resolution);
    }

    @Test
    void defaultsAreAppliedWhereTheManifestSaysNothing() {
        Resolution resolution = Resolves.apply(PLAIN);
        Workload workload = Resolves.only(resolution);
        assertThat(resolution.resources().getFirst().key()).isEqualTo(ResourceKey.worker("public", "pulse"));
        assertThat(workload.lifetime()).isEqualTo(Lifetime.PERPETUAL);
        assertThat(workload.replicas()).isEqualTo(1);
        assertThat(workload.stack()).isEqualTo("process:1.0");
        assertThat(workload.restart()).isEqualTo(RestartPolicy.DEFAULT);
        assertThat(workload.stall()).isEqualTo(StallPolicy.DEFAULT);
        assertThat(workload.run().stop()).isEqualTo(StopPolicy.DEFAULT);
        assertThat(workload.run().limits()).isEqualTo(Limits.NONE);
        assertThat(workload.run().environment())
                .isEqualTo(Map.of(
                        "DATAOS_LOG_LEVEL", "INFO",
                        "DATAOS_NAME", "pulse",
                        "DATAOS_TYPE", "worker",
                        "DATAOS_WORKSPACE", "public",
                        "LOG_LEVEL", "INFO"));
    }

    @Test
    void whatTheManifestSaysIsTaken() {
        Workload workload = with("""
                replicas: 0
                resources: {limits: {cpu: 1500m, memory: 1Ki}}
                tireless:
                  stallAfter: 1m
                  watchdog: 2s
                  restart: {initial: 1s}
                  terminationGracePeriodSeconds: 0
                  drain: {timeout: 1h}
                """);
        assertThat(workload.replicas()).isZero();
        assertThat(workload.run().limits()).isEqualTo(new Limits(OptionalLong.of(1024), OptionalLong.of(1500)));
        assertThat(workload.stall())
                .isEqualTo(new StallPolicy(Optional.of(Duration.ofMinutes(1)), Optional.of(Duration.ofSeconds(2))));
        assertThat(workload.restart()).isEqualTo(new RestartPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5)));
        assertThat(workload.run().stop()).isEqualTo(new StopPolicy(Duration.ZERO, false));
        assertThat(workload.drain()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whereCountsComeFromHasItsDefaults() {
        assertThat(with("replicas: 1").run().provisions().signals()).isEqualTo(SignalSources.NONE);
        SignalSources signals = with("""
                        tireless:
                          metrics: {port: auto}
                          throughput: {metric: jobs, logPattern: x}
                        """).run().provisions().signals();
        assertThat(signals.scrape())
                .contains(new SignalSources.Scrape(OptionalInt.empty(), "/metrics", Duration.ofSeconds(2)));
        assertThat(signals.otlp()).isFalse();
        assertThat(signals.logPattern()).contains("x");
        assertThat(signals.names().processed()).isEqualTo("jobs");
        assertThat(signals.names().backlog()).isEqualTo("tireless_backlog");
    }

    @Test
    void aPortThatReplicasWouldShareIsWarnedOf() {
        assertThat(Resolves.problems(Resolves.apply(PLAIN + "  tireless: {metrics: {port: 9464}}\n  replicas: 2\n")))
                .singleElement()
                .asString()
                .contains("warning shared-port", "2 replicas", "9464");
        assertThat(Resolves.problems(Resolves.apply(PLAIN + "  tireless: {metrics: {port: auto}}\n  replicas: 2\n")))
                .isEmpty();
        assertThat(Resolves.problems(Resolves.apply(PLAIN + "  tireless: {metrics: {path: /m}}\n")))
                .singleElement()
                .asString()
                .contains("warning no-port");
    }

    @Test
    void theNetworkIsThatOfTheMachineUnlessTheManifestSaysElse() {
        assertThat(with("replicas: 1").run().network()).isEqualTo(Network.HOST);
        assertThat(with("tireless: {network: outbound}").run().network()).isEqualTo(Network.OUTBOUND);
        assertThat(with("tireless: {network: none}").run().network()).isEqualTo(Network.NONE);
    }

    @Test
    void aNetworkOfItsOwnIsWarnedOfWhereNothingMakesOne() {
        assertThat(Resolves.problems(Resolves.apply(PLAIN + "  tireless: {network: none}\n")))
                .singleElement()
                .asString()
                .contains("warning no-own-network", "unshare");
    }

    @Test
    void theAccountIsPartOfWhatRuns() {
        assertThat(with("replicas: 1").run().account()).isEmpty();
        assertThat(with("tireless: {unixUser: 'nobody:adm'}").run().account())
                .contains(new UnixAccount("nobody", Optional.of("adm")));
    }

    @Test
    void anAccountOfItsOwnIsWarnedOfWhereNothingGivesIt() {
        assertThat(Resolves.problems(Resolves.apply(PLAIN + "  tireless: {unixUser: nobody}\n")))
                .singleElement()
                .asString()
                .contains("warning no-setpriv", "setpriv");
    }

    @Test
    void thePolicyOfAWorkspaceIsKept() {
        Resolution resolution = Resolves.apply("""
                name: lab
                version: v1beta1
                type: workspace
                labels: {team: data}
                workspace:
                  tireless: {ingress: stop}
                """);
        assertThat(resolution.resources().getFirst().spec())
                .isEqualTo(new Declaration(
                        new TreeMap<>(Map.of("labels.team", "data", "workspace.tireless.ingress", "stop"))));
    }

    @Test
    void aStallCanBeNever() {
        assertThat(with("tireless: {stallAfter: never}").stall().stallAfter()).isEmpty();
    }

    @Test
    void aProbeIsRunAsKubernetesRunsItUnlessTheManifestSaysOtherwise() {
        assertThat(with("").probes()).isEqualTo(Probes.NONE);
        Probes probes = with("tireless: {probes: {liveness: {exec: {command: [a, b]}}, startup: {exec: {command: [c]},"
                        + " initialDelaySeconds: 1, periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 5,"
                        + " terminationGracePeriodSeconds: 6}, readiness: {exec: {command: [d]}, successThreshold: 4}}}")
                .probes();
        assertThat(probes.liveness())
                .contains(new Probe(
                        List.of("a", "b"),
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        1,
                        3,
                        Optional.empty()));
        assertThat(probes.startup())
                .contains(new Probe(
                        List.of("c"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        1,
                        5,
                        Optional.of(Duration.ofSeconds(6))));
        assertThat(probes.readiness().orElseThrow().successThreshold()).isEqualTo(4);
    }

    @Test
    void aDryRunStartsNothing() {
        assertThat(with("dryRun: true\nreplicas: 3").replicas()).isZero();
    }

    @Test
    void theManifestsVariablesWinOverTheLogLevelAndLoseToTheIdentity() {
        Resolution resolution = Resolves.apply(PLAIN + """
                  logLevel: warning
                  runAsUser: metis
                  envs:
                    LOG_LEVEL: trace
                    OWN: x
                    DATAOS_NAME: other
                    WATCHDOG_USEC: 1
                    TIRELESS_ATTEMPT: 1
                """);
        assertThat(Resolves.only(resolution).run().environment())
                .containsEntry("LOG_LEVEL", "trace")
                .containsEntry("DATAOS_LOG_LEVEL", "WARN")
                .containsEntry("OWN", "x")
                .containsEntry("DATAOS_NAME", "pulse")
                .containsEntry("DATAOS_RUN_AS_USER", "metis")
                .doesNotContainKeys("WATCHDOG_USEC", "TIRELESS_ATTEMPT");
        assertThat(Resolves.problems(resolution))
                .containsExactly(
                        "13:5 warning reserved-env: `DATAOS_NAME` is set by Tireless; this value is not used",
                        "14:5 warning reserved-env: `WATCHDOG_USEC` is set by Tireless; this value is not used",
                        "15:5 warning reserved-env: `TIRELESS_ATTEMPT` is set by Tireless; this value is not used");
    }

    @Test
    void aVariableThatTheKeepersShellCanNotSetIsAnErrorAtApplyAndAWarningAtLint() {
        String text = PLAIN + "  envs: {a.b: 1}\n";
        assertThat(Resolves.problems(Resolves.apply(text)))
                .contains("8:10 error bad-env-name: `a.b` is no name of an environment variable for a shell");
        assertThat(Resolves.problems(Resolves.resolve(text, Purpose.LINT, Map.of())))
                .containsExactly("8:10 warning bad-env-name: `a.b` is no name of an environment variable for a shell");
    }

    @Test
    void anUnknownStackIsAnErrorAtApplyAndAWarningAtLint() {
        String text = PLAIN.replace("stack: process", "stack: proces:1.0");
        Resolution apply = Resolves.apply(text);
        assertThat(Resolves.problems(apply))
                .containsExactly("5:10 error unknown-stack: there is no stack `proces:1.0`");
        assertThat(apply.problems().getFirst().hint().orElseThrow())
                .startsWith("did you mean `process`? known stacks: ");
        Resolution lint = Resolves.resolve(text, Purpose.LINT, Map.of());
        assertThat(Resolves.problems(lint))
                .containsExactly("5:10 warning unknown-stack: there is no stack `proces:1.0`");
    }

    @Test
    void allProblemsOfBothStagesComeTogetherAndOnlySoundWorkersResolve() {
        String text = Resolves.worker("comand: x") + "  replicas: y\n---\n" + PLAIN.replace("pulse", "other");
        Resolution resolution = Resolves.apply(text);
        assertThat(resolution.problems())
                .extracting(problem -> problem.location().line() + " " + problem.code())
                .containsExactly("6 missing-attribute", "7 unknown-attribute", "8 wrong-type");
        assertThat(resolution.resources())
                .extracting(worker -> worker.key().name())
                .isEqualTo(List.of("other"));
    }

    @Test
    void theRealDiskKnowsWhatStandsAtAPath() {
        assertThat(Disk.REAL.at(Path.of("/bin/sh"))).isEqualTo(Disk.Kind.PROGRAM);
        assertThat(Disk.REAL.at(Path.of("/"))).isEqualTo(Disk.Kind.FOLDER);
        assertThat(Disk.REAL.at(Path.of("/no/such"))).isEqualTo(Disk.Kind.ABSENT);
        assertThat(Disk.REAL.at(Path.of("/proc/self/maps"))).isEqualTo(Disk.Kind.FILE);
    }

    private static List<String> ofCommand(String command, Purpose purpose) {
        String told = Resolves.worker("command: /bin/sleep") + "  tireless: {notify: [{command: " + command + "}]}\n";
        return Resolves.problems(Resolves.resolve(told, purpose, Map.of()));
    }

    @Test
    void aCommandOfARecipientThatIsNotThereIsAWarningAlsoWhereItIsUsed() {
        for (Purpose purpose : Purpose.values()) {
            assertThat(ofCommand("[./nothere, a]", purpose))
                    .containsExactly("8:34 warning no-such-program: the program `./nothere` is not there");
            assertThat(ofCommand("[plain.txt]", purpose))
                    .containsExactly("8:34 warning no-such-program: there is no program `plain.txt` in PATH");
            assertThat(ofCommand("[./plain.txt]", purpose))
                    .containsExactly("8:34 warning no-such-program: the program `./plain.txt` is not executable");
            assertThat(ofCommand("['x y']", purpose))
                    .containsExactly("8:34 warning no-such-program: there is no program `x y`");
            assertThat(ofCommand("[./pulse.sh, a]", purpose)).isEmpty();
            assertThat(ofCommand("[sleep, a]", purpose)).isEmpty();
            assertThat(ofCommand("[/opt/own/tool]", purpose)).isEmpty();
        }
    }
}
