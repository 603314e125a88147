package tireless.manifest.read;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.manifest.kind.Retry;
import tireless.manifest.value.DurationText;
import tireless.manifest.yaml.Scalar;

/** Reads how often a failed job is tried again. */
final class RetryReader {
    private static final List<String> STRATEGIES = List.of("Always", "OnFailure", "OnError", "OnTransientError");

    private RetryReader() {}

    static Optional<Retry> read(Fields job) {
        return job.fields("retry").map(fields -> {
            Retry retry = new Retry(
                    fields.wholeNumber("count", 0),
                    fields.choice("strategy", STRATEGIES),
                    duration(fields, "duration"),
                    duration(fields, "maxDuration"));
            fields.refuseOthers();
            return retry;
        });
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
