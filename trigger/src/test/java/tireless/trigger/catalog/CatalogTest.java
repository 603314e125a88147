package tireless.trigger.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.model.scaling.ScaleTrigger;
import tireless.scale.Reading;
import tireless.trigger.TriggerProblem;
import tireless.trigger.connect.Connections;
import tireless.trigger.rig.Triggers;

class CatalogTest {
    private static final Map<String, String> LIST = Map.of("address", "127.0.0.1:6379", "listName", "mail");
    private final TriggerCatalog catalog = TriggerCatalog.standard();

    private static TriggerProblem only(List<TriggerProblem> problems) {
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static Map<String, String> and(Map<String, String> metadata, String key, String value) {
        Map<String, String> more = new TreeMap<>(metadata);
        more.put(key, value);
        return more;
    }

    @Test
    void whatIsRightHasNoProblem() {
        assertThat(Triggers.problems("redis", LIST)).isEmpty();
        assertThat(Triggers.problems("cpu", Map.of("value", "50"))).isEmpty();
    }

    @Test
    void anUnknownTypeNamesThoseThatAreKnown() {
        TriggerProblem unknown = only(Triggers.problems("redish", LIST));
        assertThat(unknown.message()).isEqualTo("there is no trigger of type `redish`");
        assertThat(unknown.hint().orElse(""))
                .isEqualTo(
                        "did you mean `redis`? known: cpu, cron, kafka, memory, metrics-api, postgresql, prometheus, rabbitmq, redis,"
                                + " redis-cluster, redis-cluster-streams, redis-sentinel, redis-sentinel-streams, redis-streams,"
                                + " tireless-backlog, tireless-drain, tireless-throughput");
    }

    @Test
    void aTypeThatOnlyKedaKnowsIsCalledSo() {
        assertThat(only(Triggers.problems("aws-sqs-queue", Map.of())).message())
                .isEqualTo("KEDA knows triggers of type `aws-sqs-queue`, and this build of Tireless does not");
    }

    @Test
    void anUnknownKeyIsAWarningThatNamesTheNearest() {
        TriggerProblem problem = only(Triggers.problems("redis", and(LIST, "listLenght", "5")));
        assertThat(problem.isError()).isFalse();
        assertThat(problem.key()).contains("listLenght");
        assertThat(problem.message()).isEqualTo("`redis` has no key `listLenght`");
        assertThat(problem.hint()).contains("did you mean `listLength`?");
    }

    @Test
    void aMissingKeySaysFromWhereItCanCome() {
        TriggerProblem problem = only(Triggers.problems("redis", Map.of("address", "127.0.0.1:6379")));
        assertThat(problem.isError()).isTrue();
        assertThat(problem.key()).contains("listName");
        assertThat(problem.hint()).contains("add `listName` to the metadata");
        assertThat(only(Triggers.problems("rabbitmq", Map.of("queueName", "q"))).hint())
                .contains("add `host` to the metadata, or name a variable that has it by `hostFromEnv`,"
                        + " or give it by a TriggerAuthentication");
    }

    @Test
    void whatAnAuthenticationMayGiveIsNotMissing() {
        assertThat(catalog.problems(Triggers.authenticated("redis", Map.of("listName", "mail"))))
                .isEmpty();
        assertThat(catalog.problems(Triggers.authenticated("rabbitmq", Map.of("queueName", "q"))))
                .isEmpty();
        assertThat(Triggers.problems("redis", Map.of("listName", "mail", "addressFromEnv", "REDIS")))
                .isEmpty();
    }

    @Test
    void aWrongValueIsShownWithWhatIsNeeded() {
        TriggerProblem problem = only(Triggers.problems("redis", and(LIST, "listLength", "AA")));
        assertThat(problem.message()).isEqualTo("`listLength` must be a whole number, not `AA`");
        assertThat(only(Triggers.problems("redis", and(LIST, "listLength", "0")))
                        .message())
                .contains("must be above zero");
        assertThat(only(Triggers.problems("redis", and(LIST, "address", "nowhere")))
                        .message())
                .isEqualTo("an address of Redis is not `host:port`");
        for (String port : List.of("99999", "0", "123456", "99999999999999999999")) {
            assertThat(only(Triggers.problems("redis", and(LIST, "address", "127.0.0.1:" + port)))
                            .message())
                    .isEqualTo("the port of an address of Redis must be 1 to 65535");
        }
    }

    @Test
    void aKeyThatOnlyAnAuthenticationGivesHasNoEffectInTheMetadata() {
        assertThat(only(Triggers.problems(
                                "prometheus",
                                Map.of("serverAddress", "http://p", "query", "q", "threshold", "1", "password", "p")))
                        .message())
                .isEqualTo("`password` is read from a TriggerAuthentication alone");
    }

    @Test
    void keysThatDoNotGoTogetherAreToldTogether() {
        Map<String, String> kafka = Map.of("bootstrapServers", "k:9092", "consumerGroup", "g", "topic", "t");
        assertThat(only(Triggers.problems(
                                "kafka",
                                and(and(kafka, "allowIdleConsumers", "true"), "limitToPartitionsWithLag", "true")))
                        .message())
                .isEqualTo("`limitToPartitionsWithLag` and `allowIdleConsumers` can not both be true");
        Map<String, String> rabbit = Map.of("queueName", "q", "host", "amqp://h:5672/");
        assertThat(only(Triggers.problems("rabbitmq", and(and(rabbit, "mode", "MessageRate"), "value", "1")))
                        .message())
                .isEqualTo("`mode` needs HTTP, and `host` is one of AMQP");
        assertThat(only(Triggers.problems("rabbitmq", and(rabbit, "timeout", "1s")))
                        .key())
                .contains("timeout");
        assertThat(only(Triggers.problems("rabbitmq", and(rabbit, "queueLength", "1")))
                        .isError())
                .isFalse();
        assertThat(only(Triggers.problems("rabbitmq", and(rabbit, "mode", "QueueLength")))
                        .message())
                .contains("`value` is missing");
        assertThat(only(Triggers.problems("redis-streams", Map.of("address", "r:1", "stream", "s", "lagCount", "1")))
                        .key())
                .contains("lagCount");
        assertThat(only(Triggers.problems(
                                "cron",
                                Map.of(
                                        "timezone",
                                        "UTC",
                                        "start",
                                        "0 8 * * *",
                                        "end",
                                        "0 8 * * *",
                                        "desiredReplicas",
                                        "1")))
                        .message())
                .isEqualTo("`start` and `end` are the same");
    }

    @Test
    void whatNeedsACloudIsRefusedWithTheReason() {
        assertThat(only(Triggers.problems(
                                "prometheus",
                                Map.of("serverAddress", "http://p", "query", "q", "threshold", "1", "awsRegion", "eu")))
                        .message())
                .isEqualTo("`awsRegion` can not be used: this build signs no requests for Amazon");
        assertThat(only(Triggers.problems(
                                "kafka", Map.of("bootstrapServers", "k:9092", "consumerGroup", "g", "sasl", "gssapi")))
                        .message())
                .contains("`sasl: gssapi` can not be used");
    }

    @Test
    void utilizationAndCachesAreRefusedWhereTheyMeanNothing() {
        ScaleTrigger utilization = new ScaleTrigger(
                "redis",
                Optional.empty(),
                new TreeMap<>(LIST),
                ScaleTrigger.MetricType.UTILIZATION,
                false,
                Optional.empty());
        assertThat(only(catalog.problems(utilization)).message()).startsWith("`metricType: Utilization`");
        assertThat(only(catalog.problems(Triggers.cached(
                                "cron",
                                Map.of(
                                        "timezone",
                                        "UTC",
                                        "start",
                                        "0 8 * * *",
                                        "end",
                                        "0 9 * * *",
                                        "desiredReplicas",
                                        "1"))))
                        .message())
                .startsWith("`useCachedMetrics` is of no use to `cron`");
    }

    @Test
    void whatLacksAParameterWhenItIsOpenedSaysSoAtEachLook() throws InterruptedException {
        Connections connections = new Connections(InstantSource.system());
        try (var trigger = catalog.open(
                Triggers.authenticated("redis", Map.of("listName", "mail")),
                Map.of(),
                Map.of(),
                connections,
                InstantSource.system())) {
            assertThat(trigger.read()).isEqualTo(new Reading.Failed("redis: it is not said where Redis is"));
            assertThat(connections.users()).isEmpty();
        }
    }

    /** A JVM of its own lists what it loads. */
    @Test
    void aCatalogLoadsNoClient() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xshare:auto",
                        "-verbose:class",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loading.class.getName())
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            List<String> loaded = new String(output.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(" source: "))
                    .toList();
            assertThat(process.waitFor()).isZero();
            assertThat(loaded).anyMatch(line -> line.contains("tireless.trigger.kafka.KafkaType"));
            assertThat(loaded)
                    .noneMatch(
                            line -> line.matches(
                                    ".*(org\\.apache\\.kafka|redis\\.clients|com\\.rabbitmq|org\\.postgresql|java\\.net\\.http).*"));
        }
    }

    static final class Loading {
        private Loading() {}

        public static void main(String[] arguments) {
            TriggerCatalog.standard().problems(Triggers.written("kafka", LIST));
        }
    }
}
