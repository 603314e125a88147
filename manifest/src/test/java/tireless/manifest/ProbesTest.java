package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.manifest.kind.ProbeSection;
import tireless.manifest.kind.ServiceManifest;

class ProbesTest {
    private static String probes(String probes) {
        return Reads.worker("tireless:\n  probes:\n" + probes.strip().indent(4));
    }

    @Test
    void theyAreReadWithTheFieldsOfKubernetes() {
        ManifestSet set = Reads.run(probes("""
                startup:
                  exec: {command: [test, -e, up]}
                  initialDelaySeconds: 0
                  periodSeconds: 1
                  timeoutSeconds: 2
                  successThreshold: 1
                  failureThreshold: 300
                  terminationGracePeriodSeconds: 5
                readiness:
                  exec: {command: [./ready]}
                  successThreshold: 2
                """));
        assertThat(Reads.problems(set)).isEmpty();
        ProbeSection.All all = Reads.only(set).worker().tireless().probes();
        assertThat(all.startup())
                .contains(new ProbeSection(
                        List.of("test", "-e", "up"),
                        OptionalInt.of(0),
                        OptionalInt.of(1),
                        OptionalInt.of(2),
                        new ProbeSection.Threshold(OptionalInt.of(1), OptionalInt.of(300)),
                        OptionalInt.of(5)));
        assertThat(all.readiness().orElseThrow().threshold().success()).hasValue(2);
        assertThat(all.readiness().orElseThrow().periodSeconds()).isEmpty();
        assertThat(all.liveness()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "livenes: {}   | 8:7 error unknown-attribute: unknown attribute `livenes`",
                "liveness: {}  | 8:17 error missing-attribute: the liveness probe has no `exec`",
                "liveness: {exec: {}} | 8:24 error missing-attribute: `command` is missing",
                "liveness: {exec: {command: []}} | 8:25 error bad-value: `command` names no program",
                "liveness: {exec: {command: 'curl x'}} | 8:34 error wrong-type: `command` must be a list, not the text `curl x`",
                "liveness: {exec: {command: [a, ]}, periodSeconds: 0} | 8:57 error bad-value: `periodSeconds` can not be `0`",
                "liveness: {exec: {command: [a]}, timeoutSeconds: 1s} | 8:56 error wrong-type: `timeoutSeconds` must be a whole number, not `1s`",
                "liveness: {exec: {command: [a]}, failureTreshold: 1} | 8:40 error unknown-attribute: unknown attribute `failureTreshold`",
                "liveness: {exec: {command: [a]}, successThreshold: 2} | 8:58 warning unusual-value: `successThreshold` is 1 where failing means a restart; this value is not used",
                "readiness: {exec: {command: [a]}, terminationGracePeriodSeconds: 1} | 8:41 error bad-value: a readiness probe restarts nothing, so it can not have `terminationGracePeriodSeconds`",
                "readiness: {httpGet: {port: 80}} | 8:19 error ingress-in-worker: a Worker has no ingress port, so its readiness probe can not have `httpGet`",
                "startup: {exec: {command: [a]}, grpc: {port: 80}} | 8:39 error ingress-in-worker: a Worker has no ingress port, so its startup probe can not have `grpc`",
            })
    void whatIsWrongIsSaidAtItsPlace(String probe, String problem) {
        assertThat(Reads.problems(probes(probe))).containsExactly(problem.strip());
    }

    @Test
    void aNearNameAndAWayOutAreNamed() {
        assertThat(Reads.lint(probes("liveness: {exec: {command: [a]}, failureTreshold: 1}"))
                        .problems()
                        .getFirst()
                        .hint())
                .contains("did you mean `failureThreshold`?");
        assertThat(Reads.lint(probes("liveness: {tcpSocket: {port: 1}}"))
                        .problems()
                        .getFirst()
                        .hint())
                .hasValueSatisfying(hint -> assertThat(hint).contains("use `exec:`"));
    }

    @Test
    void aServiceMayAskOverTheNetworkToo() {
        ManifestSet set = Reads.lint("""
                name: gate
                version: v1
                type: service
                service:
                  stack: process
                  servicePort: 80
                  tireless:
                    probes:
                      startup: {grpc: {port: 1}}
                      readiness: {httpGet: {path: /ready, port: 80}, periodSeconds: 5}
                      liveness: {exec: {command: [./alive]}}
                """);
        assertThat(Reads.problems(set)).isEmpty();
        ServiceManifest service = (ServiceManifest) set.all().getFirst();
        ProbeSection.All all = service.service().tireless().probes();
        assertThat(all.readiness().orElseThrow().command()).isEmpty();
        assertThat(all.readiness().orElseThrow().periodSeconds()).hasValue(5);
        assertThat(all.liveness().orElseThrow().command()).containsExactly("./alive");
    }

    @Test
    void aProbeOfAServiceThatAsksInNoWayIsAnError() {
        assertThat(Reads.problems(Reads.lint("""
                name: gate
                version: v1
                type: service
                service:
                  stack: process
                  tireless: {probes: {liveness: {periodSeconds: 5}}}
                """)))
                .containsExactly("6:33 error missing-attribute: the liveness probe has no `exec`");
    }
}
