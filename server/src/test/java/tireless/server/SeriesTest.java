package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.ResourceRef;
import tireless.api.SeriesView;
import tireless.client.ApiClient;
import tireless.client.ServerAddress;

/** How it went with a worker, over the API. */
class SeriesTest {
    private static final ResourceRef PULSE = new ResourceRef("worker", "public", "pulse");

    @TempDir
    private Path folder;

    @Test
    void whatAWorkerGetsDoneIsThereSecondBySecond() {
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            ApiClient client = new ApiClient(new ServerAddress(plane.home, plane.socket()), Duration.ofSeconds(30));
            plane.apply(Plane.worker("pulse", 2, "exec sleep 1000"));
            Instant since = Instant.now().minusSeconds(60);

            SeriesView series = client.series(PULSE, since);
            while (series.samples().size() < 3) {
                // A request on a connection of its own each time: the next second comes meanwhile.
                series = client.series(PULSE, since);
            }

            assertThat(series.step()).isEqualTo(Duration.ofSeconds(1));
            assertThat(series.samples().getLast().figures()).containsEntry("replicas", 2.0);
            assertThat(series.samples().getLast().figures()).doesNotContainKey("backlog");
            assertThat(client.series("replicas", since)).singleElement().satisfies(one -> {
                assertThat(one.resource()).isEqualTo(PULSE);
                assertThat(one.samples().getLast().figures().keySet()).isEqualTo(Set.of("replicas"));
            });
            assertThat(plane.get(Plane.PULSE + "/series?figures=luck").body())
                    .contains("there is no figure `luck`; there are perSecond, ");
            assertThat(List.of(plane.get(Plane.PULSE.replace("pulse", "other") + "/series")
                            .status()))
                    .containsExactly(404);
        }
    }
}
