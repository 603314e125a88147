package tireless.manifest.read;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.kind.Retry;
import tireless.manifest.value.DurationText;
import tireless.manifest.yaml.Scalar;

/** Reads how often a failed job is tried again. */
final class RetryReader {
    private static final List<String> STRATEGIES = List.of("Always", "OnFailure", "OnError", "OnTransientError");

    private static final Attribute<OptionalInt> COUNT =
            Attribute.wholeNumber("count", 0).described("how often it is tried again");
    private static final Attribute<Optional<String>> STRATEGY =
            Attribute.choice("strategy", STRATEGIES).described("after which failures it is tried again");
    private static final Attribute<Optional<Duration>> DURATION =
            duration("duration").described("the pause before it is tried again");
    private static final Attribute<Optional<Duration>> MAX_DURATION =
            duration("maxDuration").described("the time after which it is not tried again");
    static final Attribute<Optional<Fields>> RETRY = Attribute.section(
                    "retry", Attributes.of("retry", COUNT, STRATEGY, DURATION, MAX_DURATION))
            .described("how it is tried again when it failed");

    private RetryReader() {}

    static Optional<Retry> read(Fields job) {
        return job.read(RETRY).map(fields -> {
            Retry retry = new Retry(
                    fields.read(COUNT), fields.read(STRATEGY), fields.read(DURATION), fields.read(MAX_DURATION));
            fields.refuseOthers();
            return retry;
        });
    }

    private static Attribute<Optional<Duration>> duration(String name) {
        return Attribute.of(
                        name,
                        Form.Text.like("[0-9]{1,9}|" + DurationText.PATTERN, Form.Plain.SECONDS),
                        RetryReader::duration)
                .example("30s")
                .example("5m");
    }

    /** A number without a unit counts seconds, as in the retries of Argo that DataOS hands these to. */
    private static Optional<Duration> duration(Fields fields, String name) {
        Optional<Scalar> written = fields.scalar(name);
        Optional<Duration> duration = written.flatMap(scalar ->
                DurationText.parse(scalar.text().matches("[0-9]{1,9}") ? scalar.text() + "s" : scalar.text()));
        if (written.isPresent() && duration.isEmpty()) {
            fields.problems()
                    .error(
                            "bad-duration",
                            written.get().at(),
                            "`%s` can not be %s".formatted(name, written.get().shown()),
                            "write a time, as in `30s` or `5m`");
        }
        return duration;
    }
}
