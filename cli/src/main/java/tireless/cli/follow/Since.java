package tireless.cli.follow;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tireless.cli.context.Arguments;
import tireless.manifest.value.DurationText;

/** A time that an option names: how long ago, or when. */
final class Since {
    private Since() {}

    /** The time; empty where the option was not given. */
    static Optional<Instant> of(OptionSpec option, Instant now) {
        return Arguments.value(option)
                .map(text -> DurationText.parse(text)
                        .map(now::minus)
                        .or(() -> instant(text))
                        .orElseThrow(() -> new ParameterException(
                                option.command().commandLine(),
                                "`%s` is no time; write how long ago, as 10m, or when, as 2026-11-25T20:00:00Z"
                                        .formatted(text))));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
