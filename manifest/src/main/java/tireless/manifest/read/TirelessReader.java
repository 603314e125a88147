package tireless.manifest.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.kind.TirelessSection;
import tireless.manifest.kind.TirelessSection.Drain;
import tireless.manifest.kind.TirelessSection.Restart;
import tireless.manifest.kind.TirelessSection.Stall;
import tireless.manifest.value.DurationText;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Scalar;
import tireless.model.RestartPolicy;

/** Reads the section {@code tireless}. */
final class TirelessReader {
    private static final List<String> KEPT = List.of(
            "probes",
            "throughput",
            "metrics",
            "triggers",
            "pollingInterval",
            "cooldownPeriod",
            "initialCooldownPeriod",
            "idleReplicaCount",
            "minReplicaCount",
            "maxReplicaCount",
            "fallback",
            "behavior",
            "advanced",
            "unixUser",
            "network",
            "image",
            "podManagement",
            "notify");

    private TirelessReader() {}

    static TirelessSection read(Fields section) {
        Optional<Fields> found = section.fields("tireless");
        if (found.isEmpty()) {
            return new TirelessSection(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    new Mapping(List.of(), section.at()));
        }
        Fields fields = found.get();
        Optional<Stall> stallAfter = fields.scalar("stallAfter").flatMap(written -> stall(written, fields));
        Optional<Duration> watchdog = duration(fields, "watchdog");
        Optional<Restart> restart = fields.fields("restart").map(TirelessReader::restart);
        OptionalInt grace = fields.wholeNumber("terminationGracePeriodSeconds", 0);
        Optional<Drain> drain = fields.fields("drain").map(TirelessReader::drain);
        Mapping rest = written(fields, KEPT);
        fields.refuseOthers();
        return new TirelessSection(stallAfter, watchdog, restart, grace, drain, rest);
    }

    /** The section {@code tireless} where all of it is kept as written: its attributes can be those of {@code names}. */
    static Mapping kept(Fields section, List<String> names) {
        Optional<Fields> fields = section.fields("tireless");
        Mapping kept = fields.map(found -> written(found, names)).orElseGet(() -> new Mapping(List.of(), section.at()));
        fields.ifPresent(Fields::refuseOthers);
        return kept;
    }

    private static Mapping written(Fields fields, List<String> names) {
        List<Entry> found = new ArrayList<>();
        for (String name : names) {
            fields.node(name).ifPresent(_ -> fields.written(name).ifPresent(found::add));
        }
        return new Mapping(found, fields.at());
    }

    private static Optional<Stall> stall(Scalar written, Fields fields) {
        return written.text().equals("never")
                ? Optional.of(new Stall(Optional.empty()))
                : duration(written, "stallAfter", ", or `never`", fields).map(after -> new Stall(Optional.of(after)));
    }

    private static Drain drain(Fields fields) {
        Drain drain = new Drain(fields.wholeNumber("targetSeconds", 1), duration(fields, "timeout"));
        fields.refuseOthers();
        return drain;
    }

    private static Restart restart(Fields fields) {
        Restart restart = new Restart(duration(fields, "initial"), duration(fields, "max"));
        fields.refuseOthers();
        Duration initial = restart.initial().orElse(RestartPolicy.DEFAULT.initial());
        Duration max = restart.max().orElse(RestartPolicy.DEFAULT.max());
        if (initial.compareTo(max) > 0) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.at(restart.initial().isPresent() ? "initial" : "max"),
                            "the first delay is longer than the longest one",
                            "without them, `initial` is 250ms and `max` is 5m");
        }
        return restart;
    }

    private static Optional<Duration> duration(Fields fields, String name) {
        return fields.scalar(name).flatMap(written -> duration(written, name, "", fields));
    }

    private static Optional<Duration> duration(Scalar written, String name, String orElse, Fields fields) {
        Optional<Duration> duration = DurationText.parse(written.text());
        if (duration.isEmpty() || !duration.get().isPositive()) {
            String unit = written.text().chars().allMatch(Character::isDigit)
                            && !written.shown().equals("``")
                    ? "a number needs a unit: "
                    : "";
            fields.problems()
                    .error(
                            "bad-duration",
                            written.at(),
                            "`%s` can not be %s".formatted(name, written.shown()),
                            unit + "write a time above zero, as in `250ms`, `30s`, `1h30m`" + orElse);
            return Optional.empty();
        }
        return duration;
    }
}
