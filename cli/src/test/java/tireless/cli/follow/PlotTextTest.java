package tireless.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tireless.api.ResourceRef;
import tireless.api.SeriesView;

/** What is written beside the curves of a worker. */
class PlotTextTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T20:00:00Z");

    private static String drawn(List<Map<String, Double>> seconds) {
        SeriesView series = new SeriesView(
                new ResourceRef("worker", "public", "orders"),
                Duration.ofSeconds(1),
                IntStream.range(0, seconds.size())
                        .mapToObj(place -> new SeriesView.Sample(BEGIN.plusSeconds(place), seconds.get(place)))
                        .toList());
        return PlotText.of(
                series,
                PlottedFigure.all(),
                PlotText.time(series, BEGIN, BEGIN.plusSeconds(seconds.size())),
                60,
                false,
                ZoneOffset.UTC);
    }

    @Test
    void atLastIsWhatHoldsThenAndNotWhatHeldWhenSomethingRan() {
        assertThat(drawn(List.of(
                        Map.of("perSecond", 14.8, "memory", 43.0 * 1024 * 1024, "replicas", 1.0),
                        Map.of("replicas", 0.0))))
                .contains("items per second, unknown at last, with no replica\n")
                .contains("memory, unknown at last, with no replica\n")
                .contains("desired replicas, 0 at last\n")
                .contains("14.8 ");
    }

    @Test
    void whatAReplicaDoesNotTellAnyMoreIsUnknown() {
        assertThat(drawn(List.of(
                        Map.of("backlog", 3.0, "perSecond", 2.0, "replicas", 1.0),
                        Map.of("perSecond", 0.0, "replicas", 1.0))))
                .contains("backlog, unknown at last\n")
                .contains("items per second, 0 at last\n");
    }

    @Test
    void ofWhatWasNeverKnownNothingIsDrawn() {
        assertThat(drawn(List.of(Map.of()))).isEmpty();
        assertThat(drawn(List.of(Map.of("replicas", 0.0)))).doesNotContain("items per second");
    }
}
