package tireless.manifest.kind;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.model.objective.Objectives;

/**
 * Where counts come from: the sections {@code metrics} and {@code throughput}.
 *
 * @param port empty where none is asked for
 * @param otlp whether OpenTelemetry metrics are taken in
 * @param logPattern a regular expression that compiles
 * @param objectives what is expected of the counts
 */
public record SignalSection(
        Optional<Port> port,
        Optional<String> path,
        Optional<Duration> interval,
        Optional<Boolean> otlp,
        Optional<String> logPattern,
        Names names,
        Objectives objectives) {
    public static final SignalSection NONE = new SignalSection(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Names.NONE,
            Objectives.NONE);

    /** A port of loopback; empty is {@code auto}, a free one. */
    public record Port(OptionalInt number) {}

    /** Which metric means what. */
    public record Names(
            Optional<String> metric,
            Optional<String> errorMetric,
            Optional<String> backlogMetric,
            Optional<String> inFlightMetric,
            Optional<String> latencyMetric) {
        public static final Names NONE =
                new Names(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
