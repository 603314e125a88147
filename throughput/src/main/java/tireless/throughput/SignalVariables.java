package tireless.throughput;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tireless.model.SignalSources;

/** The variables that tell a worker where to show or send its metrics, the same wherever it runs. Pure. */
public final class SignalVariables {
    /** The port that a replica shall show its metrics at. */
    public static final String METRICS_PORT = "TIRELESS_METRICS_PORT";

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String METRICS_ENDPOINT = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private static final Map<String, String> EXPORTER = Map.of(
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "http/protobuf",
            "OTEL_METRICS_EXPORTER",
            "otlp",
            "OTEL_METRIC_EXPORT_INTERVAL",
            "1000",
            "OTEL_TRACES_EXPORTER",
            "none",
            "OTEL_LOGS_EXPORTER",
            "none");

    private SignalVariables() {}

    /**
     * Those for an exporter of OpenTelemetry metrics.
     *
     * @param address for {@code OTEL_EXPORTER_OTLP_ENDPOINT}
     * @param own what the worker's own environment says, which holds; nothing is given where it has an address of its own
     */
    public static SortedMap<String, String> exporter(String address, Map<String, String> own) {
        SortedMap<String, String> variables = new TreeMap<>();
        if (own.containsKey(ENDPOINT) || own.containsKey(METRICS_ENDPOINT)) {
            return variables;
        }
        variables.putAll(EXPORTER);
        variables.put(ENDPOINT, address);
        variables.keySet().removeAll(own.keySet());
        return variables;
    }

    /** The names of all variables that may be given to who has these sources. */
    public static SortedSet<String> names(SignalSources sources) {
        SortedSet<String> names = new TreeSet<>();
        if (sources.scrape().isPresent()) {
            names.add(METRICS_PORT);
        }
        if (sources.otlp()) {
            names.add(ENDPOINT);
            names.addAll(EXPORTER.keySet());
        }
        return names;
    }
}
