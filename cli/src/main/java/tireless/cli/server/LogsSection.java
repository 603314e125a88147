package tireless.cli.server;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.manifest.read.Attribute;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.Fields;
import tireless.manifest.read.Form;
import tireless.manifest.value.DurationText;
import tireless.manifest.value.Quantity;
import tireless.manifest.yaml.Scalar;
import tireless.runtime.process.log.LogLimits;

/** The section {@code logs} of {@code server.yaml}: how much of what replicas write is kept. */
final class LogsSection {
    private static final LogLimits USUAL = LogLimits.DEFAULT;
    private static final Form.Text SIZE =
            Form.Text.like(Quantity.POSITIVE_PATTERN + "(?:[KMGTPE]i|[kMGTPE])?", Form.Plain.POSITIVE);
    private static final Attribute<Optional<Long>> ROTATE_AT = Attribute.parsed(
                    "rotateAt", SIZE, (written, fields) -> size(written, LogLimits.SMALLEST_ROTATION, fields))
            .described(
                    "bytes in the file of an attempt before the older ones go into a compressed segment; 64Ki at least")
            .byDefault(sizeText(USUAL.rotateAt()))
            .example("16Mi");
    private static final Attribute<Optional<Long>> MAX_SIZE = Attribute.parsed(
                    "maxSize", SIZE, (written, fields) -> size(written, 1, fields))
            .described("bytes on disk of each replica's output; the oldest segments go first")
            .byDefault(sizeText(USUAL.maxSize()))
            .example("512Mi");
    private static final Attribute<Optional<Duration>> MAX_AGE = Attribute.parsed(
                    "maxAge", Form.Text.like(DurationText.PATTERN, Form.Plain.NONE), LogsSection::age)
            .described("how long a segment is kept")
            .byDefault(ageText(USUAL.maxAge()))
            .example("14d");

    static final Attribute<Optional<Fields>> LOGS = Attribute.section(
                    "logs", Attributes.of("logs", ROTATE_AT, MAX_SIZE, MAX_AGE))
            .described("how much of what replicas write is kept");

    private LogsSection() {}

    static LogLimits read(Fields fields) {
        LogLimits limits = new LogLimits(
                fields.read(ROTATE_AT).orElse(USUAL.rotateAt()),
                fields.read(MAX_SIZE).orElse(USUAL.maxSize()),
                fields.read(MAX_AGE).orElse(USUAL.maxAge()));
        fields.refuseOthers();
        return limits;
    }

    /** The section, as a configuration file has it. */
    static String text(LogLimits limits) {
        return """
                # How much of what replicas write is kept.
                logs:
                  # bytes in the file of an attempt before the older ones go into a compressed segment
                  rotateAt: %s
                  # bytes on disk of each replica's output; the oldest segments go first
                  maxSize: %s
                  # time that a segment is kept
                  maxAge: %s
                """.formatted(sizeText(limits.rotateAt()), sizeText(limits.maxSize()), ageText(limits.maxAge()));
    }

    private static String sizeText(long bytes) {
        if (bytes % (1 << 20) == 0) {
            return (bytes >> 20) + "Mi";
        }
        return bytes % (1 << 10) == 0 ? (bytes >> 10) + "Ki" : Long.toString(bytes);
    }

    private static String ageText(Duration age) {
        return age.equals(Duration.ofDays(age.toDays())) ? age.toDays() + "d" : age.toSeconds() + "s";
    }

    private static Optional<Long> size(Scalar written, long least, Fields fields) {
        OptionalLong bytes = Quantity.parse(written.text()).map(Quantity::units).orElse(OptionalLong.empty());
        if (bytes.isEmpty() || bytes.getAsLong() < least) {
            fields.problems()
                    .error(
                            "bad-quantity",
                            written.at(),
                            "%s is no such amount of bytes".formatted(written.shown()),
                            "write an amount of %s or more, as in `16Mi`".formatted(sizeText(least)));
            return Optional.empty();
        }
        return Optional.of(bytes.getAsLong());
    }

    private static Optional<Duration> age(Scalar written, Fields fields) {
        Optional<Duration> age = DurationText.parse(written.text()).filter(Duration::isPositive);
        if (age.isEmpty()) {
            fields.problems()
                    .error(
                            "bad-duration",
                            written.at(),
                            "`maxAge` can not be %s".formatted(written.shown()),
                            "write a time, as in `14d`");
        }
        return age;
    }
}
