package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;

/** What Prometheus is told. */
class MetricsTest {
    @TempDir
    private Path folder;

    @Test
    void resourcesRequestsAndTheServerHaveNumbers() {
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            plane.apply(Plane.worker("pulse", 3, "exec sleep 1000"));
            plane.post(Plane.PULSE + "/scale", "{\"replicas\": 2}");
            plane.get("/no/where");
            plane.get("/no/where/else");
            plane.get(Plane.PULSE);

            Wire.Reply reply = plane.get("/metrics");

            assertThat(reply.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
            String labels = "{name=\"pulse\",type=\"worker\",workspace=\"public\"} ";
            String route = Api.BASE + "/resources/{type}/{workspace}/{name}";
            assertThat(reply.body().lines())
                    .contains(
                            "tireless_replicas_desired" + labels + "2.0",
                            "tireless_replicas_ingress_violation" + labels + "0.0",
                            "tireless_events_dropped_total 0.0",
                            "tireless_http_request_duration_seconds_count{method=\"none\",route=\"none\",status=\"404\"} 2",
                            "tireless_http_request_duration_seconds_count{method=\"GET\",route=\"" + route
                                    + "\",status=\"200\"} 1")
                    .anyMatch(line -> line.startsWith("tireless_replicas_running" + labels))
                    .anyMatch(line -> line.startsWith("tireless_replicas_ready" + labels))
                    .anyMatch(line -> line.startsWith("tireless_restarts_total" + labels))
                    .anyMatch(line -> line.matches("tireless_build\\{java=\"25.*\",version=\"1.2.3\"} 1.0"))
                    .anyMatch(line -> line.matches("tireless_events_recorded_total [1-9].*"))
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
                    .noneMatch(line -> line.contains("where"))
                    .noneMatch(line -> line.startsWith("tireless_backlog{"));
        }
    }

    @Test
    void whatAWorkerTakesAndGetsDoneHasNumbers() {
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            plane.apply(Plane.worker("pulse", 1, "while :; do :; done"));
            String labels = "\\{name=\"pulse\",type=\"worker\",workspace=\"public\"\\} ";

            List<String> lines = plane.get("/metrics").body().lines().toList();
            while (lines.stream().noneMatch(line -> line.matches("tireless_cpu_cores" + labels + ".*"))) {
                // Use is measured each 2 s, and known from the second time on.
                lines = plane.get("/metrics").body().lines().toList();
            }

            assertThat(lines)
                    .anyMatch(line -> line.matches("tireless_cpu_cores" + labels + "[01]\\.[0-9]+"))
                    .anyMatch(line -> line.matches("tireless_memory_bytes" + labels + "[0-9.E]+"))
                    .noneMatch(line -> line.startsWith("tireless_throughput_per_second{"));
        }
    }
}
