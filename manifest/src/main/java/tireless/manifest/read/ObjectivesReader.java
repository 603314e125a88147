package tireless.manifest.read;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.value.DurationText;
import tireless.manifest.yaml.Scalar;
import tireless.model.objective.Objective;
import tireless.model.objective.Objectives;

/** Reads what {@code throughput} says is expected. */
final class ObjectivesReader {
    private static final String DECIMAL = "[0-9]{1,12}(\\.[0-9]{1,9})?";
    private static final String PART = "0(\\.[0-9]{1,9})?|1(\\.0{1,9})?|(100|[0-9]{1,2}(\\.[0-9]{1,9})?)%";

    private static final Attribute<Optional<Double>> MIN = Attribute.parsed(
                    "min", Form.Text.like(DECIMAL, Form.Plain.WORDS), ObjectivesReader::min)
            .described("the fewest items per second that are expected of all replicas together")
            .example(10);
    private static final Attribute<Optional<Double>> MAX_ERROR_RATE = Attribute.parsed(
                    "maxErrorRate", Form.Text.like(PART, Form.Plain.PARTS), ObjectivesReader::part)
            .described("the largest part of items that may fail, as `0.01` or `1%`")
            .example("1%");
    private static final Attribute<Optional<Duration>> MAX_LAG = TirelessReader.duration("maxLag")
            .described("the longest time that what waits may need to be worked off: backlog by rate")
            .example("5m");
    private static final Attribute<Optional<Duration>> WINDOW = Attribute.parsed(
                    "window", Form.Text.like(DurationText.POSITIVE_PATTERN, Form.Plain.NONE), ObjectivesReader::window)
            .described("the time over which the work is averaged to be judged, from 10s to 1h")
            .byDefault("1m");

    /** What {@code throughput} may hold of it. */
    static final Attribute<?>[] ATTRIBUTES = {MIN, MAX_ERROR_RATE, MAX_LAG, WINDOW};

    private ObjectivesReader() {}

    static Objectives read(Fields throughput) {
        Map<Objective, Double> targets = new EnumMap<>(Objective.class);
        throughput.read(MIN).ifPresent(target -> targets.put(Objective.MIN, target));
        throughput.read(MAX_ERROR_RATE).ifPresent(target -> targets.put(Objective.MAX_ERROR_RATE, target));
        throughput.read(MAX_LAG).ifPresent(target -> targets.put(Objective.MAX_LAG, target.toMillis() / 1e3));
        return new Objectives(targets, throughput.read(WINDOW).orElse(Objectives.DEFAULT_WINDOW));
    }

    private static Optional<Double> min(Scalar written, Fields fields) {
        return matching(DECIMAL, written, "min", "write a number of items per second, as in `10` or `0.5`", fields)
                .map(Double::parseDouble);
    }

    private static Optional<Double> part(Scalar written, Fields fields) {
        return matching(PART, written, "maxErrorRate", "write a part of all items, as in `0.01` or `1%`", fields)
                .map(text -> text.endsWith("%")
                        ? new BigDecimal(text.substring(0, text.length() - 1))
                                .movePointLeft(2)
                                .doubleValue()
                        : Double.parseDouble(text));
    }

    private static Optional<String> matching(String pattern, Scalar written, String name, String hint, Fields fields) {
        if (written.text().matches(pattern)) {
            return Optional.of(written.text());
        }
        fields.problems().error("bad-value", written.at(), "`%s` can not be %s".formatted(name, written.shown()), hint);
        return Optional.empty();
    }

    private static Optional<Duration> window(Scalar written, Fields fields) {
        Optional<Duration> window = DurationText.parse(written.text())
                .filter(time -> time.compareTo(Objectives.SHORTEST_WINDOW) >= 0
                        && time.compareTo(Objectives.LONGEST_WINDOW) <= 0);
        if (window.isEmpty()) {
            fields.problems()
                    .error(
                            "bad-duration",
                            written.at(),
                            "`window` can not be %s".formatted(written.shown()),
                            "write a time from `10s` to `1h`, as in `1m`");
        }
        return window;
    }
}
