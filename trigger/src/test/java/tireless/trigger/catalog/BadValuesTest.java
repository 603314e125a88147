package tireless.trigger.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.trigger.Form;
import tireless.trigger.Source;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;
import tireless.trigger.rig.Triggers;

/** What people write that can not be: each is said, with its key, before anything is asked. */
class BadValuesTest {
    private static final List<String> NO_NUMBERS =
            List.of("NaN", "Inf", "-Infinity", "five", "1e999", "0x10", "1,5", "١", "9".repeat(50), "--1");

    private record Asked(TriggerType type, TriggerKey key) {
        @Override
        public String toString() {
            return type.name() + "." + key.name();
        }
    }

    private static Stream<Asked> numbers() {
        return TriggerCatalog.standard().types().values().stream()
                .flatMap(type -> type.keys().stream()
                        .filter(key -> key.comesFrom(Source.METADATA)
                                && (key.form() instanceof Form.Whole || key.form() instanceof Form.Decimal))
                        .map(key -> new Asked(type, key)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void whatIsNoNumberIsSaidOfEveryKeyThatIsOne(Asked asked) {
        for (String value : NO_NUMBERS) {
            assertThat(problems(asked, value)).as(value).anySatisfy(BadValuesTest::isBadValue);
        }
        boolean aboveZero = asked.key().form() instanceof Form.Decimal(boolean above)
                ? above
                : least(asked.key().form()) > 0;
        if (aboveZero) {
            assertThat(problems(asked, "0")).anySatisfy(BadValuesTest::isBadValue);
            assertThat(problems(asked, "-5")).anySatisfy(BadValuesTest::isBadValue);
        }
    }

    private static long least(Form form) {
        return form instanceof Form.Whole(long least) ? least : 0;
    }

    private static List<TriggerProblem> problems(Asked asked, String value) {
        return Triggers.problems(asked.type().name(), Map.of(asked.key().name(), value)).stream()
                .filter(problem ->
                        problem.key().filter(asked.key().name()::equals).isPresent())
                .toList();
    }

    private static void isBadValue(TriggerProblem problem) {
        assertThat(problem.code()).isEqualTo("bad-trigger-value");
        assertThat(problem.isError()).isTrue();
    }

    @Test
    void severalWrongKeysAreSaidAtOnce() {
        assertThat(Triggers.problems(
                        "prometheus",
                        Map.of("serverAddress", "ftp://x", "threshold", "0", "timeout", "-1s", "treshold", "1")))
                .extracting(problem -> problem.code() + " " + problem.key().orElse(""))
                .contains(
                        "bad-trigger-value serverAddress",
                        "bad-trigger-value threshold",
                        "bad-trigger-value timeout",
                        "missing-trigger-key query",
                        "unknown-trigger-key treshold");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:99999, must have a port of 1 to 65535",
        "http://h:0, must have a port of 1 to 65535",
        "http://h:abc, 'must name a host, and a port of 1 to 65535 if any'",
        "h:9090, must begin with http:// or https:// and a host",
        "127.0.0.1:9090, is no address of a web server",
        "'http://h h', is no address of a web server",
    })
    void anAddressThatCanNotBeIsSaid(String address, String why) {
        assertThat(Triggers.problems("metrics-api", Map.of("url", address, "valueLocation", "a", "targetValue", "1")))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).isEqualTo("`url` %s, not `%s`".formatted(why, address)));
        assertThat(Triggers.problems("prometheus", Map.of("serverAddress", address, "query", "a", "threshold", "1")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(why));
    }

    @Test
    void thePasswordOfAnAddressThatCanNotBeIsNotSaid() {
        assertThat(Triggers.problems(
                        "metrics-api",
                        Map.of("url", "http://ada:s3cret@h:99999", "valueLocation", "a", "targetValue", "1")))
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("s3cret"));
    }

    @Test
    void theSecretOfAValueThatCanNotBeIsNotSaid() {
        assertThat(Triggers.problems(
                        "metrics-api",
                        Map.of("url", "http://h:99999/?token=s3cret", "valueLocation", "a", "targetValue", "1")))
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("s3cret"))
                .anySatisfy(BadValuesTest::isBadValue);
        assertThat(Triggers.problems(
                        "prometheus",
                        Map.of(
                                "serverAddress",
                                "http://p:9090",
                                "query",
                                "a",
                                "threshold",
                                "1",
                                "customHeaders",
                                "Authorization: Bearer s3cret")))
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("s3cret"))
                .anySatisfy(BadValuesTest::isBadValue);
    }

    @ParameterizedTest
    @CsvSource({"start,0 8 31 2 *", "end,0 8 30 2 *", "start,0 8 31 4 *"})
    void aTimeThatNeverComesIsSaid(String key, String expression) {
        Map<String, String> metadata = new TreeMap<>(
                Map.of("timezone", "UTC", "start", "0 8 * * *", "end", "0 9 * * *", "desiredReplicas", "1"));
        assertThat(Triggers.problems("cron", metadata)).isEmpty();
        metadata.put(key, "0 8 29 2 *");
        assertThat(Triggers.problems("cron", metadata)).isEmpty();
        metadata.put(key, expression);
        assertThat(Triggers.problems("cron", metadata)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("bad-cron");
            assertThat(problem.key()).contains(key);
            assertThat(problem.message()).contains("never comes");
        });
    }

    @Test
    void aSecretInPlainIsAWarningThatDoesNotHoldIt() {
        assertIsPlain("redis", "password", Map.of("address", "r:6379", "listName", "a", "password", "s3cret"));
        assertIsPlain("rabbitmq", "host", Map.of("host", "amqp://ada:s3cret@r:5672/", "queueName", "a"));
        assertIsPlain(
                "prometheus",
                "serverAddress",
                Map.of("serverAddress", "http://ada:s3cret@p:9090", "query", "a", "threshold", "1"));
        assertIsPlain(
                "prometheus",
                "customHeaders",
                Map.of(
                        "serverAddress",
                        "http://p:9090",
                        "query",
                        "a",
                        "threshold",
                        "1",
                        "customHeaders",
                        "Authorization=s3cret"));
        assertIsPlain(
                "metrics-api",
                "url",
                Map.of("url", "http://h/stats?queue=a&token=s3cret", "valueLocation", "a", "targetValue", "1"));
        Map<String, String> query =
                Map.of("serverAddress", "http://p:9090", "query", "a{token=\"b\"}", "threshold", "1");
        for (String pairs : List.of("apikey=s3cret", "a=b, access_token=s3cret", "X-Api-Key=s3cret")) {
            assertIsPlain("prometheus", "queryParameters", with(query, "queryParameters", pairs));
            assertIsPlain("prometheus", "customHeaders", with(query, "customHeaders", pairs));
        }
        assertThat(Triggers.problems("prometheus", with(query, "queryParameters", "tenant=a")))
                .isEmpty();
        assertThat(Triggers.problems(
                        "redis", Map.of("address", "r:6379", "listName", "a", "passwordFromEnv", "REDIS_PASSWORD")))
                .isEmpty();
    }

    private static Map<String, String> with(Map<String, String> metadata, String key, String value) {
        Map<String, String> more = new TreeMap<>(metadata);
        more.put(key, value);
        return more;
    }

    private static void assertIsPlain(String type, String key, Map<String, String> metadata) {
        assertThat(Triggers.problems(type, metadata)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("plain-secret");
            assertThat(problem.isError()).isFalse();
            assertThat(problem.key()).contains(key);
            assertThat(problem.hint().orElse("")).contains("authenticationRef");
            assertThat(problem.toString()).doesNotContain("s3cret");
        });
    }
}
