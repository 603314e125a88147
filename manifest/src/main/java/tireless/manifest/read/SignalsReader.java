package tireless.manifest.read;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tireless.manifest.kind.SignalSection;
import tireless.manifest.value.DurationText;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.model.SignalSources;
import tireless.model.objective.Objectives;

/** Reads {@code metrics} and {@code throughput} of the section {@code tireless}. */
final class SignalsReader {
    private static final String METRICS_NAME = "metrics";
    private static final String THROUGHPUT_NAME = "throughput";
    private static final int MOST_PORT = 65_535;
    private static final String METRIC_PATTERN = "[a-zA-Z_:][a-zA-Z0-9_:.]*";

    private static final Attribute<Optional<SignalSection.Port>> PORT = Attribute.parsed(
                    "port", Form.Text.like("auto|[1-9][0-9]{0,4}", Form.Plain.POSITIVE), SignalsReader::port)
            .described("the port of 127.0.0.1 at which a replica shows its metrics as Prometheus reads them;"
                    + " `auto` is a free one, in `TIRELESS_METRICS_PORT` and `${TIRELESS_METRICS_PORT}`")
            .example(9464)
            .example("auto");
    private static final Attribute<Optional<String>> PATH = Attribute.parsed(
                    "path", Form.Text.like("/\\S*", Form.Plain.NONE), SignalsReader::path)
            .described("the path of that page")
            .byDefault(SignalSources.Scrape.DEFAULT_PATH);
    private static final Attribute<Optional<Duration>> INTERVAL = Attribute.parsed(
                    "interval", Form.Text.like(DurationText.POSITIVE_PATTERN, Form.Plain.NONE), SignalsReader::interval)
            .described("the time between two looks at it, at least 100ms")
            .byDefault("2s");
    private static final Attribute<Optional<Boolean>> OTLP = Attribute.bool("otlp")
            .described(
                    "take in OpenTelemetry metrics: replicas get `OTEL_EXPORTER_OTLP_ENDPOINT` and what goes with it")
            .byDefault(false);

    private static final Attribute<Optional<String>> METRIC =
            metric("metric", "the counter of items done").byDefault(SignalSources.Names.DEFAULT.processed());
    private static final Attribute<Optional<String>> ERRORS =
            metric("errorMetric", "the counter of items failed").byDefault(SignalSources.Names.DEFAULT.errors());
    private static final Attribute<Optional<String>> BACKLOG =
            metric("backlogMetric", "the gauge of items that wait").byDefault(SignalSources.Names.DEFAULT.backlog());
    private static final Attribute<Optional<String>> IN_FLIGHT = metric(
                    "inFlightMetric", "the gauge of items begun and not finished")
            .byDefault(SignalSources.Names.DEFAULT.inFlight());
    private static final Attribute<Optional<String>> LATENCY = metric(
                    "latencyMetric", "the histogram of seconds that an item takes")
            .byDefault(SignalSources.Names.DEFAULT.latency());
    private static final Attribute<Optional<String>> LOG_PATTERN = Attribute.parsed(
                    "logPattern", Form.Text.like("(?s).+", Form.Plain.NONE), SignalsReader::pattern)
            .described("a regular expression of Java: each line of output that it is found in is one item done, or its"
                    + " groups `processed`, `errors`, `backlog`, `inflight` are numbers")
            .example("^done ");

    static final Attribute<Optional<Fields>> METRICS = Attribute.section(
                    METRICS_NAME, Attributes.of(METRICS_NAME, PORT, PATH, INTERVAL, OTLP))
            .described("metrics that replicas show on loopback, or send");
    static final Attribute<Optional<Fields>> THROUGHPUT = Attribute.section(
                    THROUGHPUT_NAME,
                    Attributes.of(THROUGHPUT_NAME, METRIC, ERRORS, BACKLOG, IN_FLIGHT, LATENCY, LOG_PATTERN)
                            .with(THROUGHPUT_NAME, ObjectivesReader.ATTRIBUTES))
            .described("what counts as work done, and what is expected of it");
    static final Attribute<Optional<Node>> KEPT_METRICS = Attribute.anything(METRICS_NAME)
            .described("`port`, `path` and `interval` of a scrape on loopback; not acted on in this build");
    static final Attribute<Optional<Node>> KEPT_THROUGHPUT = Attribute.anything(THROUGHPUT_NAME)
            .described("`metric`, `logPattern`, `min`, `maxErrorRate`, `maxLag`: what is expected; not acted on in"
                    + " this build");

    private SignalsReader() {}

    /** Reads both; a Worker's. */
    static SignalSection read(Fields tireless) {
        Optional<Fields> metrics = tireless.read(METRICS);
        Optional<Fields> throughput = tireless.read(THROUGHPUT);
        SignalSection read = new SignalSection(
                metrics.flatMap(fields -> fields.read(PORT)),
                metrics.flatMap(fields -> fields.read(PATH)),
                metrics.flatMap(fields -> fields.read(INTERVAL)),
                metrics.flatMap(fields -> fields.read(OTLP)),
                throughput.flatMap(fields -> fields.read(LOG_PATTERN)),
                throughput.map(SignalsReader::names).orElse(SignalSection.Names.NONE),
                throughput.map(ObjectivesReader::read).orElse(Objectives.NONE));
        metrics.ifPresent(Fields::refuseOthers);
        throughput.ifPresent(Fields::refuseOthers);
        return read;
    }

    private static SignalSection.Names names(Fields throughput) {
        return new SignalSection.Names(
                throughput.read(METRIC),
                throughput.read(ERRORS),
                throughput.read(BACKLOG),
                throughput.read(IN_FLIGHT),
                throughput.read(LATENCY));
    }

    private static Attribute<Optional<String>> metric(String name, String what) {
        return Attribute.parsed(
                        name,
                        Form.Text.like(METRIC_PATTERN, Form.Plain.BOOLEANS),
                        (written, fields) -> check(
                                        written.text().matches(METRIC_PATTERN),
                                        written,
                                        name,
                                        fields,
                                        "write the name of a metric, as `jobs_done_total`")
                                .map(Scalar::text))
                .described(what);
    }

    private static Optional<SignalSection.Port> port(Scalar written, Fields fields) {
        boolean number = written.text().matches("[1-9][0-9]{0,4}") && Integer.parseInt(written.text()) <= MOST_PORT;
        return check(
                        number || written.text().equals("auto"),
                        written,
                        "port",
                        fields,
                        "write a port from 1 to 65535, or `auto`")
                .map(_ -> new SignalSection.Port(
                        number ? OptionalInt.of(Integer.parseInt(written.text())) : OptionalInt.empty()));
    }

    private static Optional<String> path(Scalar written, Fields fields) {
        return check(written.text().matches("/\\S*"), written, "path", fields, "write a path, as `/metrics`")
                .map(Scalar::text);
    }

    private static Optional<Duration> interval(Scalar written, Fields fields) {
        Optional<Duration> duration = DurationText.parse(written.text());
        boolean good = duration.isPresent() && duration.get().compareTo(Duration.ofMillis(100)) >= 0;
        return check(good, written, "interval", fields, "write a time of at least `100ms`, as `2s`")
                .flatMap(_ -> duration);
    }

    private static Optional<String> pattern(Scalar written, Fields fields) {
        try {
            Pattern compiled = Pattern.compile(written.text());
            return Optional.of(compiled.pattern());
        } catch (PatternSyntaxException wrong) {
            fields.problems()
                    .error(
                            "bad-value",
                            written.at(),
                            "`logPattern` is no regular expression: %s".formatted(wrong.getDescription()),
                            "write one as java.util.regex.Pattern has it, in single quotes");
            return Optional.empty();
        }
    }

    private static Optional<Scalar> check(boolean good, Scalar written, String name, Fields fields, String hint) {
        if (good) {
            return Optional.of(written);
        }
        fields.problems().error("bad-value", written.at(), "`%s` can not be %s".formatted(name, written.shown()), hint);
        return Optional.empty();
    }
}
