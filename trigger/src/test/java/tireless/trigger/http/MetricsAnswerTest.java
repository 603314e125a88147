package tireless.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tireless.trigger.NoReading;

/** Numbers in answers of all forms. */
class MetricsAnswerTest {
    private static double value(String format, String where, String answer) throws NoReading {
        return MetricsAnswer.of(format, where).value(answer);
    }

    @Test
    void pathsOfGjson() throws NoReading {
        String json =
                "{\"a\":{\"b.c\":1.5,\"list\":[{\"n\":\"x\",\"v\":7},{\"n\":\"y\",\"v\":\"250m\"}]},\"big\":1e400}";
        assertThat(value("json", "a.b\\.c", json)).isEqualTo(1.5);
        assertThat(value("json", "a.list.0.v", json)).isEqualTo(7);
        assertThat(value("json", "a.list.1.v", json)).isEqualTo(0.25);
        assertThat(value("json", "a.list.#", json)).isEqualTo(2);
        assertThat(value("json", "a.list.#(n==\"y\").v", json)).isEqualTo(0.25);
        assertThat(value("json", "a.list.#(v>=7).v", json)).isEqualTo(7);
        assertThat(value("json", "a.l*t.0.v", json)).isEqualTo(7);
        assertThat(value("json", "big", json)).isInfinite();
    }

    @Test
    void whatIsNotThereOrNoNumberIsNeverZero() {
        String json = "{\"a\":null,\"t\":\"soon\",\"m\":{},\"f\":true}";
        for (String where : List.of("a", "b", "t", "m", "f", "m.x.y", "t.0")) {
            assertThatThrownBy(() -> value("json", where, json)).as(where).isInstanceOf(NoReading.class);
        }
        assertThatThrownBy(() -> value("json", "t", json))
                .hasMessage("what its answer has at `t` is no number: `soon`");
    }

    @Test
    void whatGjsonKnowsAndThisDoesNotIsRefused() {
        for (String where : List.of("a|b", "a.@reverse", "a..b", "a.#.b", "a.#(x)", "")) {
            assertThatThrownBy(() -> ValuePath.parse(where)).as(where).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theTextOfPrometheus() throws NoReading {
        String text = "# HELP jobs Of a kind.\r\n# TYPE jobs gauge\njobs{state=\"old\",x=\"a\\\"b,c\"} 3\r\n"
                + "jobs{state=\"new\"} 4.5 1700000000\njobs_total 9\nwild +Inf";
        assertThat(value("prometheus", "jobs", text)).isEqualTo(3);
        assertThat(value("prometheus", "jobs{state=\"new\"}", text)).isEqualTo(4.5);
        assertThat(value("prometheus", "jobs{x=\"a\\\"b,c\"}", text)).isEqualTo(3);
        assertThat(value("prometheus", "jobs_total", text)).isEqualTo(9);
        assertThat(value("prometheus", "wild", text)).isInfinite();
        assertThatThrownBy(() -> value("prometheus", "jobs{state=\"odd\"}", text))
                .isInstanceOf(NoReading.class);
        assertThatThrownBy(() -> value("prometheus", "job", text)).hasMessage("its answer has no metric `job`");
        assertThatThrownBy(() -> MetricsAnswer.of("prometheus", "jobs{state=~\"o.*\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void xmlAndYaml() throws NoReading {
        assertThat(value(
                        "xml",
                        "stats.queue.1.length",
                        "<stats><queue><length>1</length></queue>" + "<queue><length> 4Ki </length></queue></stats>"))
                .isEqualTo(4096);
        assertThat(value("yaml", "stats.queues.0.length", "stats:\n  queues:\n  - length: 12\n"))
                .isEqualTo(12);
        assertThatThrownBy(() -> value("xml", "a", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"))
                .hasMessage("its answer is no XML");
        assertThatThrownBy(() -> value("yaml", "a", "a: [")).hasMessage("its answer is no YAML");
    }
}
