package tireless.server.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tireless.control.Inventory;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;
import tireless.server.http.Traffic;
import tireless.store.Journal;

/** The numbers of one server, in Prometheus' text format. */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final HttpMetrics traffic = new HttpMetrics(registry);

    /** @param version of the program */
    public Metrics(String version, Inventory inventory, Journal journal) {
        ProcessMetrics.register(registry, version, journal);
        registry.register(new ResourceMetrics(inventory));
    }

    /** Where requests are counted. */
    public Traffic traffic() {
        return traffic;
    }

    public List<Route> routes() {
        return List.of(Route.get("/metrics", Set.of(), this::write));
    }

    private Answer write(Call call) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.text(200, writer.getContentType(), text.toString(StandardCharsets.UTF_8));
    }
}
