package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.manifest.kind.LogLevel;
import tireless.manifest.kind.TirelessSection;
import tireless.manifest.kind.TirelessSection.Restart;
import tireless.model.UnixAccount;

class WorkerAttributesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: two            | 6:13 error wrong-type: `replicas` must be a whole number, not `two`",
                "replicas: \"2\"          | 6:13 error wrong-type: `replicas` must be a whole number, not the text `2`",
                "replicas: 1.5            | 6:13 error wrong-type: `replicas` must be a whole number, not `1.5`",
                "replicas: -1             | 6:13 error bad-value: `replicas` can not be `-1`",
                "replicas: 99999999999    | 6:13 error bad-value: `replicas` can not be `99999999999`",
                "replicas: [1]            | 6:13 error wrong-type: `replicas` must be a whole number, not a list",
                "dryRun: maybe            | 6:11 error wrong-type: `dryRun` must be true or false, not `maybe`",
                "tags: one                | 6:9 error wrong-type: `tags` must be a list, not `one`",
                "tags: [{a: 1}]           | 6:10 error wrong-type: an entry of `tags` must be text, not a mapping",
                "envs: [A]                | 6:9 error wrong-type: `envs` must be a mapping, not a list",
                "'envs: {A: [1]}'         | 6:13 error wrong-type: `A` must be text, not a list",
                "envs: {my.var: 1}        | 6:10 warning bad-env-name: `my.var` is no name of an environment variable for a shell",
                "envs: {1A: 1}            | 6:10 error bad-env-name: `1A` can not name an environment variable",
                "logLevel: LOUD           | 6:13 error bad-value: `logLevel` can not be `LOUD`",
                "stackSpec: x             | 6:14 error wrong-type: `stackSpec` must be a mapping, not `x`",
                "servicePort: 80          | 6:3 error ingress-in-worker: a Worker has no ingress port, so it can not have `servicePort`",
                "servicePorts: []         | 6:3 error ingress-in-worker: a Worker has no ingress port, so it can not have `servicePorts`",
                "ingress: {}              | 6:3 error ingress-in-worker: a Worker has no ingress port, so it can not have `ingress`",
                "metricPort: 1            | 6:3 error ingress-in-worker: a Worker has no ingress port, so it can not have `metricPort`",
                "replica: 1               | 6:3 error unknown-attribute: unknown attribute `replica`",
                "highAvailabilityConfig: {mode: maybe} | 6:34 error bad-value: `mode` can not be `maybe`",
                "dataosSecrets: [{key: a}]| 6:19 error missing-attribute: `name` is missing",
                "dataosVolumes: [{name: v}] | 6:19 error missing-attribute: `directory` is missing",
                "topology: [{name: v}]    | 6:14 error missing-attribute: `type` is missing",
            })
    void whatIsWrongIsSaidAtItsPlace(String section, String problem) {
        assertThat(Reads.problems(Reads.worker(section.strip().replaceAll("^'|'$", ""))))
                .contains(problem);
    }

    /** `tireless: {metrics: …}` is kept, and not acted on. */
    @Test
    void whoWantsMetricsIsShownWhatThisBuildReads() {
        ManifestSet set = Reads.apply(Reads.worker("metricPort: 1"));
        assertThat(set.problems().getFirst().hint().orElseThrow())
                .contains("remove it", "X_PROCESSED", "NOTIFY_SOCKET")
                .doesNotContain("metrics: {");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits: {cpu: 100Mi}     | 6:29 error bad-quantity: `100Mi` is an amount of memory; `cpu` counts cores | did you mean `100m`, in thousandths of a core?",
                "limits: {memory: 500m}   | 6:32 error bad-quantity: `500m` is a fraction of a byte; `memory` counts bytes | did you mean `500Mi`?",
                "limits: {memory: 128MB}  | 6:32 error bad-quantity: `128MB` is no amount of memory | write `128Mi` or `2Gi`",
                "limits: {cpu: half}      | 6:29 error bad-quantity: `half` is no amount of processor time | write `500m` for half a core, `2` for two",
                "limits: {cpu: 0}         | 6:29 error bad-quantity: `0` is not above zero | leave it out where there shall be no limit",
                "limits: {memory: -1Gi}   | 6:32 error bad-quantity: `-1Gi` is not above zero | leave it out where there shall be no limit",
                "limits: {memory: 9999Ei} | 6:32 error bad-quantity: `9999Ei` is more than any machine has | check the suffix",
                "requests: {cpu: 2}, limits: {cpu: 1} | 6:31 error requests-above-limits: the request for cpu is more than its limit, so it can never be met | raise the limit, or lower the request",
            })
    void amountsAreCheckedWithTheLikelyMeaning(String resources, String problem, String hint) {
        ManifestSet set = Reads.apply(Reads.worker("resources: {" + resources.strip() + "}"));
        assertThat(Reads.problems(set)).containsExactly(problem.strip());
        assertThat(set.problems().getFirst().hint()).contains(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cpu: 500m", "cpu: 2", "cpu: 0.5", "cpu: 1e3", "memory: 128Mi", "memory: 1e9", "memory: \"1G\""})
    void amountsOfKubernetesAreRead(String amount) {
        assertThat(Reads.problems(Reads.worker("resources: {limits: {" + amount + "}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"info, INFO", "Info, INFO", "WARNING, WARN", "error, ERROR", "Debug, DEBUG"})
    void logLevelsAreReadInAnyCase(String written, LogLevel level) {
        assertThat(Reads.only(Reads.apply(Reads.worker("logLevel: " + written)))
                        .worker()
                        .task()
                        .execution()
                        .logLevel())
                .contains(level);
    }

    @Test
    void ourOwnSectionIsRead() {
        ManifestSet set = Reads.apply(Reads.worker("""
                tireless:
                  stallAfter: never
                  watchdog: 30s
                  restart: {initial: 1s, max: 1h30m}
                  terminationGracePeriodSeconds: 5
                  drain: {timeout: 10m}
                """));
        assertThat(Reads.problems(set)).isEmpty();
        TirelessSection own = Reads.only(set).worker().tireless();
        assertThat(own.stallAfter().orElseThrow().after()).isEmpty();
        assertThat(own.watchdog()).contains(Duration.ofSeconds(30));
        assertThat(own.restart())
                .contains(new Restart(Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofMinutes(90))));
        assertThat(own.terminationGracePeriodSeconds()).hasValue(5);
        assertThat(own.drain().orElseThrow().timeout()).contains(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stallAfter: 5           | 6:26 error bad-duration: `stallAfter` can not be `5`",
                "stallAfter: 0s          | 6:26 error bad-duration: `stallAfter` can not be `0s`",
                "watchdog: never         | 6:24 error bad-duration: `watchdog` can not be `never`",
                "watchdog: 1y            | 6:24 error bad-duration: `watchdog` can not be `1y`",
                "restart: {initial: 10m} | 6:24 error bad-value: the first delay is longer than the longest one",
                "stalAfter: 5m           | 6:14 error unknown-attribute: unknown attribute `stalAfter`",
                "terminationGracePeriodSeconds: 30s | 6:45 error wrong-type: `terminationGracePeriodSeconds` must be a whole number, not `30s`",
                "network: lan            | 6:23 error bad-value: `network` can not be `lan`",
                "network: [none]         | 6:23 error wrong-type: `network` must be text, not a list",
                "unixUser: no body       | 6:24 error bad-value: `unixUser` can not be `no body`",
                "unixUser: a:b:c         | 6:24 error bad-value: `unixUser` can not be `a:b:c`",
                "unixUser: \"nobody:\"     | 6:24 error bad-value: `unixUser` can not be `nobody:`",
                "unixUser: -1            | 6:24 error bad-value: `unixUser` can not be `-1`",
                "unixUser: 4294967295    | 6:24 error bad-value: `unixUser` can not be `4294967295`",
                "unixUser: [nobody]      | 6:24 error wrong-type: `unixUser` must be text, not a list",
                "image: [x]              | 6:21 error wrong-type: `image` must be text, not a list",
                "podManagement: one      | 6:29 error bad-value: `podManagement` can not be `one`",
                "drain: {targetSeconds: 0} | 6:37 error bad-value: `targetSeconds` can not be `0`",
                "minReplicaCount: 3, maxReplicaCount: 2 | 6:14 error bad-value: `minReplicaCount` 3 is more than `maxReplicaCount` 2",
                "annotations: {autoscaling.keda.sh/paused: maybe} | 6:56 error bad-value: `autoscaling.keda.sh/paused` can not be `maybe`",
                "annotations: {autoscaling.keda.sh/paused-replicas: '-1'} | 6:65 error bad-value: `autoscaling.keda.sh/paused-replicas` can not be `-1`",
                "annotations: {autoscaling.keda.sh/paused-in: 'true', mine: x} | 6:28 warning unknown-attribute: unknown annotation `autoscaling.keda.sh/paused-in`; it is ignored",
                "minReplicaCount: 0, idleReplicaCount: 1 | 6:34 error bad-value: `idleReplicaCount` 1 is not below `minReplicaCount` 0",
                "minReplicaCount: 1, idleReplicaCount: 1 | 6:34 error bad-value: `idleReplicaCount` 1 is not below `minReplicaCount` 1",
                "triggers: [{metadata: {}}] | 6:25 error missing-attribute: `type` is missing",
                "triggers: [{type: cron}]  | 6:25 error missing-attribute: `metadata` is missing",
                "triggers: [{type: cron, metadata: {start: [1]}}] | 6:56 error wrong-type: `start` must be text, not a list",
                "triggers: [{type: redis, metadata: {listLength: 20}}] | 6:62 warning misspelt: `20` without quotes is no text, and KEDA takes text alone in `metadata`",
                "triggers: [{type: redis, metadata: {listLength: 0.5}}] | 6:62 warning misspelt: `0.5` without quotes is no text, and KEDA takes text alone in `metadata`",
                "triggers: [{type: redis, metadata: {enableTLS: true}}] | 6:61 warning misspelt: `true` without quotes is no text, and KEDA takes text alone in `metadata`",
                "triggers: [{type: cron, metadata: {}, metricType: Mean}] | 6:64 error bad-value: `metricType` can not be `Mean`",
                "triggers: [{type: cron, metadata: {}, timezone: UTC}] | 6:52 error unknown-attribute: unknown attribute `timezone`",
                "fallback: {replicas: 2}   | 6:24 error missing-attribute: `failureThreshold` is missing",
                "advanced: {scalingModifiers: {}} | 6:25 error bad-value: `scalingModifiers` are not understood: the largest demand of all triggers wins",
                "behavior: {scaleUp: {tolerance: -2}} | 6:46 error bad-value: `tolerance` can not be `-2`",
                "behavior: {scaleUp: {policies: [{type: Pods, value: 1}]}} | 6:46 error missing-attribute: `periodSeconds` is missing",
                "throughput: {min: -3}   | 6:32 error bad-value: `min` can not be `-3`",
                "throughput: {min: many} | 6:32 error bad-value: `min` can not be `many`",
                "throughput: {maxErrorRate: 5} | 6:41 error bad-value: `maxErrorRate` can not be `5`",
                "throughput: {maxErrorRate: 101%} | 6:41 error bad-value: `maxErrorRate` can not be `101%`",
                "throughput: {maxLag: 5} | 6:35 error bad-duration: `maxLag` can not be `5`",
                "throughput: {min: 1, window: 5s} | 6:43 error bad-duration: `window` can not be `5s`",
                "throughput: {minimum: 1} | 6:27 error unknown-attribute: unknown attribute `minimum`",
                "notify: [{on: [stalled]}] | 6:23 error missing-attribute: who is to be told is missing",
                "notify: [{webhook: {}}]  | 6:33 error missing-attribute: `url` is missing",
                "notify: [{webhook: {url: ftp://a/s3cr3t}}] | 6:39 error bad-value: `url` is no address of a web server",
                "notify: [{webhook: {url: hooks.example.com/s3cr3t}}] | 6:39 error bad-value: `url` is no address of a web server",
                "notify: [{webhook: {uri: x}}] | 6:34 error unknown-attribute: unknown attribute `uri`;6:33 error missing-attribute: `url` is missing",
                "notify: [{webhook: {url: 'http://a', urlFrom: {secretName: a, key: b}}}] | 6:51 error bad-value: `url` and `urlFrom` are both there",
                "notify: [{webhook: {urlFrom: {secretName: a}}}] | 6:43 error missing-attribute: `key` is missing",
                "notify: [{webhook: {url: 'http://a', headers: {a b: c}}}] | 6:61 error bad-value: this is no header of HTTP",
                "notify: [{command: []}]  | 6:24 error bad-value: `command` names no program",
                "notify: [{command: [a], email: {to: [a@b.c]}}] | 6:38 error bad-value: one entry tells in one way, not by `command` and `email`",
                "notify: [{email: {to: [nobody]}}] | 6:37 error bad-value: `nobody` is no address of mail",
                "notify: [{email: {to: []}}] | 6:32 error bad-value: `to` names nobody",
                "notify: [{command: [a], on: [staled]}] | 6:43 error bad-value: there is no event `staled`",
                "notify: [{command: [a], atMostEvery: 5}] | 6:51 error bad-duration: `atMostEvery` can not be `5`",
                "throughput: {logPattern: '('} | 6:39 error bad-value: `logPattern` is no regular expression: Unclosed group",
                "throughput: {metric: a b} | 6:35 error bad-value: `metric` can not be `a b`",
                "throughput: {metrik: a}  | 6:27 error unknown-attribute: unknown attribute `metrik`",
                "metrics: {port: 0}      | 6:30 error bad-value: `port` can not be `0`",
                "metrics: {port: 70000}  | 6:30 error bad-value: `port` can not be `70000`",
                "metrics: {port: 1, path: m} | 6:39 error bad-value: `path` can not be `m`",
                "metrics: {port: 1, interval: 50ms} | 6:43 error bad-value: `interval` can not be `50ms`",
                "metrics: otlp           | 6:23 error wrong-type: `metrics` must be a mapping, not `otlp`",
            })
    void whatIsWrongInOurOwnSectionIsSaid(String own, String problem) {
        assertThat(Reads.problems(Reads.worker("tireless: {" + own.strip() + "}")))
                .containsExactlyInAnyOrder(problem.strip().split(";(?=\\d)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "nobody:adm", "1000", "1000:1000", "svc-1.a@corp.example", "0"})
    void anAccountIsANameOrANumberWithOrWithoutAGroup(String account) {
        String text = Reads.worker("tireless: {unixUser: " + account + "}");
        assertThat(Reads.problems(text)).isEmpty();
        assertThat(Reads.only(Reads.apply(text)).worker().tireless().unixUser().map(UnixAccount::toString))
                .contains(account);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "runAsApiKey: abc",
                "dryRun: true",
            })
    void whatThisBuildDoesNotDoYetIsSaid(String section) {
        String text = Reads.worker(section.replaceAll("^'|'$", "").replace(";", "\n"));
        assertThat(Reads.problems(text)).singleElement().asString().startsWith("6:3 warning not-yet: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autoScaling: {enabled: false}",
                "autoScaling: {enabled: true, minReplicas: 1, maxReplicas: 2}",
                "highAvailabilityConfig: {level: hostname, mode: preferred}",
                "compute: gpu",
                "secrets: [one, {name: two}]",
                "dataosSecrets: [{name: a, allKeys: true, consumptionType: propfile}]",
                "dryRun: false",
                "runAsUser: metis",
                "title: yes",
                "description: 12"
            })
    void whatNeedsNothingIsNotSpokenOf(String section) {
        assertThat(Reads.problems(Reads.worker(section))).isEmpty();
    }

    @Test
    void anUnknownAttributeGetsTheNearestNameAndIsAWarningWhenLenient() {
        String text = Reads.worker("repicas: 1");
        ManifestSet strict = Reads.apply(text);
        assertThat(strict.hasErrors()).isTrue();
        assertThat(strict.problems().getFirst().hint()).contains("did you mean `replicas`?");
        ManifestSet lenient = Reads.read(
                text, ReadOptions.of(Purpose.APPLY, java.util.Map.of()).asLenient());
        assertThat(Reads.problems(lenient))
                .containsExactly("6:3 warning unknown-attribute: unknown attribute `repicas`; it is ignored");
    }

    @Test
    void anAttributeOfTheSectionAtTheTopIsToBeIndented() {
        ManifestSet set = Reads.apply(Reads.worker("") + "replicas: 1\n");
        assertThat(Reads.problems(set)).containsExactly("6:1 error unknown-attribute: unknown attribute `replicas`");
        assertThat(set.problems().getFirst().hint()).contains("it belongs into the section `worker`: indent it");
    }

    @Test
    void whatStandsBesideAnEmptyStackSpecBelongsIntoIt() {
        ManifestSet set = Reads.apply(Reads.worker("stackSpec:\ninput: {}\n"));
        assertThat(set.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint())
                        .contains("if it belongs to the stack, indent it below `stackSpec:`"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Pulse | the name `Pulse` may hold only lower-case letters, digits and hyphens",
                "pulse_1 | the name `pulse_1` may hold only lower-case letters, digits and hyphens",
                "pulse- | the name `pulse-` begins or ends with a hyphen",
                "a23456789012345678901234567890123456789012345678 | the name `a2345678901234567890123456789012345678…` has 48 characters; 47 are allowed",
            })
    void badNamesAreErrors(String name, String message) {
        assertThat(Reads.problems(Reads.worker("").replace("pulse", name)))
                .singleElement()
                .asString()
                .startsWith("1:7 error bad-name: " + message.substring(0, 20))
                .endsWith(message.substring(message.lastIndexOf('`') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "a2345678901234567890123456789012345678901234567", "a-b"})
    void goodNamesAreRead(String name) {
        assertThat(Reads.problems(Reads.worker("").replace("pulse", name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"':1.0'", "a b", "a:", "+x"})
    void whatNamesNoStackIsAnError(String stack) {
        ManifestSet set = Reads.apply(Reads.worker("").replace("stack: process", "stack: " + stack));
        assertThat(set.hasErrors()).isTrue();
    }

    @Test
    void whatATriggerIsToldIsReadWithAndWithoutQuotes() {
        String metadata =
                "tireless: {triggers: [{type: redis, metadata: {listLength: %s, listName: a1, address: 10.0.0.1:1}}]}";
        ManifestSet bare = Reads.apply(Reads.worker(metadata.formatted("20")));
        assertThat(Reads.problems(Reads.worker(metadata.formatted("\"20\"")))).isEmpty();
        assertThat(Reads.problems(bare)).hasSize(1);
        assertThat(bare.problems().getFirst().hint()).contains("write `listLength: \"20\"`");
        assertThat(bare.problems().getFirst().fix()).isPresent();
        assertThat(Reads.only(bare)
                        .worker()
                        .tireless()
                        .scaling()
                        .triggers()
                        .getFirst()
                        .metadata()
                        .get("listLength")
                        .text())
                .isEqualTo("20");
    }
}
