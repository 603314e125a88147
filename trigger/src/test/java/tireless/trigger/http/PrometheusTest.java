package tireless.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.rig.PrometheusServer;
import tireless.trigger.rig.Triggers;

/** On a real Prometheus. */
@Tag("slow")
class PrometheusTest {
    private final PrometheusServer prometheus = PrometheusServer.shared();
    private final Triggers triggers = new Triggers();

    @AfterEach
    void close() {
        triggers.close();
    }

    private Map<String, String> query(String query, String... more) {
        Map<String, String> metadata =
                new HashMap<>(Map.of("serverAddress", prometheus.url() + "/", "query", query, "threshold", "2.5"));
        for (int i = 0; i < more.length; i += 2) {
            metadata.put(more[i], more[i + 1]);
        }
        return metadata;
    }

    @Test
    void aQueryHasOneValue() throws InterruptedException {
        assertThat(triggers.read("prometheus", query("sum(vector(40)) + 2")))
                .isEqualTo(new Reading.Measured(42, 2.5, true));
        assertThat(triggers.read("prometheus", query("scalar(vector(42))")))
                .isEqualTo(new Reading.Measured(42, 2.5, true));
        assertThat(triggers.read("prometheus", query("vector(42)", "activationThreshold", "42")))
                .isEqualTo(new Reading.Measured(42, 2.5, false));
    }

    @Test
    void belowZeroIsNothingToDoAndHugeIsHuge() throws InterruptedException {
        assertThat(triggers.read("prometheus", query("vector(-3)"))).isEqualTo(new Reading.Measured(0, 2.5, false));
        assertThat(triggers.read("prometheus", query("vector(1e300)")))
                .isEqualTo(new Reading.Measured(1e300, 2.5, true));
    }

    @Test
    void aMetricThatIsNotThereIsZeroUnlessAskedOtherwise() throws InterruptedException {
        assertThat(triggers.read("prometheus", query("no_such_metric"))).isEqualTo(new Reading.Measured(0, 2.5, false));
        assertThat(triggers.failure("prometheus", query("no_such_metric", "ignoreNullValues", "false")))
                .isEqualTo("query `no_such_metric` of Prometheus at " + prometheus.url()
                        + ": the query gives nothing: is the metric still there?");
        assertThat(triggers.read("prometheus", query("vector(0)/0"))).isEqualTo(new Reading.Measured(0, 2.5, false));
        assertThat(triggers.failure("prometheus", query("vector(0)/0", "ignoreNullValues", "F")))
                .endsWith("the query gives NaN");
    }

    @Test
    void infinityIsNeverZero() throws InterruptedException {
        assertThat(triggers.failure("prometheus", query("vector(1)/0"))).endsWith("the query gives +Inf");
    }

    @Test
    void moreThanOneSeriesOrARangeIsNoValue() throws InterruptedException {
        assertThat(triggers.failure("prometheus", query("vector(1) or label_replace(vector(2), 'a', 'b', '', '')")))
                .endsWith("the query gives 2 series, and must give one: sum() them");
        assertThat(triggers.failure("prometheus", query("\"text\""))).endsWith("which is no number");
    }

    @Test
    void whatPrometheusSaysOfAWrongQueryIsToldOn() throws InterruptedException {
        assertThat(triggers.failure("prometheus", query("sum(")))
                .contains("it answered 400")
                .contains("parse error");
    }
}
