package tireless.manifest.read;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tireless.manifest.kind.Schedule;
import tireless.manifest.kind.Schedule.Concurrency;
import tireless.manifest.problem.Nearest;
import tireless.manifest.yaml.Scalar;

/** Reads when a Workflow runs. */
final class ScheduleReader {
    private static final Attribute<Optional<Scalar>> CRON = Attribute.scalar(
                    "cron", Form.Text.like(CronRule.PATTERN, Form.Plain.NONE))
            .required("add `cron: '0 20 * * *'` for every day at eight in the evening")
            .described("when it begins: minute, hour, day of the month, month, day of the week;"
                    + " six fields with seconds first; or `@daily` and the like")
            .example("0 20 * * *")
            .example("@daily");
    private static final Attribute<Optional<String>> CONCURRENCY = Attribute.choice(
                    "concurrencyPolicy", List.of("Allow", "Forbid", "Replace"))
            .described("what happens when the run before goes on")
            .byDefault("Allow");
    private static final Attribute<Optional<Scalar>> END_ON = Attribute.scalar(
                    "endOn", Form.Text.like("\\s*[-+]?[0-9]{4,10}-[0-9]{2}-[0-9]{2}([tT ].*)?\\s*", Form.Plain.NONE))
            .described("after it, no run begins")
            .example("2030-12-31T23:59:59Z");
    private static final Attribute<Optional<Scalar>> TIMEZONE = Attribute.scalar("timezone", Form.Text.ANY)
            .described("a name of the IANA database: where the hours of `cron` are counted")
            .byDefault("UTC")
            .example("Asia/Kolkata");
    static final Attribute<Optional<Fields>> SCHEDULE = Attribute.section(
                    "schedule", Attributes.of("schedule", CRON, CONCURRENCY, END_ON, TIMEZONE))
            .described("when it runs; without it, once");

    private ScheduleReader() {}

    /** The schedule; empty where its cron expression is missing or not known. */
    static Optional<Schedule> read(Fields fields) {
        fields.checkRequired();
        Optional<Scalar> cron = fields.read(CRON);
        cron.ifPresent(written -> CronRule.check(written, fields.problems()));
        Optional<Concurrency> policy =
                fields.read(CONCURRENCY).map(text -> Concurrency.valueOf(text.toUpperCase(Locale.ROOT)));
        Optional<Scalar> endOn = fields.read(END_ON);
        endOn.ifPresent(written -> checkTime(written, fields));
        Optional<Scalar> timezone = fields.read(TIMEZONE);
        timezone.ifPresent(written -> checkZone(written, fields));
        fields.refuseOthers();
        return cron.map(
                written -> new Schedule(written.text(), policy, endOn.map(Scalar::text), timezone.map(Scalar::text)));
    }

    private static void checkTime(Scalar written, Fields fields) {
        try {
            String text = written.text().strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +(?=\\d)", "$1T");
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                var _ = LocalDate.parse(text);
            } else {
                var _ = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            }
        } catch (DateTimeException _) {
            fields.problems()
                    .error(
                            "bad-value",
                            written.at(),
                            "`endOn` can not be " + written.shown(),
                            "write a time as in `2030-12-31T23:59:59Z`");
        }
    }

    private static void checkZone(Scalar written, Fields fields) {
        if (!ZoneId.getAvailableZoneIds().contains(written.text())) {
            fields.problems()
                    .error(
                            "bad-value",
                            written.at(),
                            "there is no time zone " + written.shown(),
                            Nearest.to(written.text(), ZoneId.getAvailableZoneIds())
                                    .map(name -> "did you mean `" + name + "`?")
                                    .orElse("use a name of the IANA database, as in `Asia/Kolkata` or `UTC`"),
                            Nearest.certain(written.text(), ZoneId.getAvailableZoneIds())
                                    .flatMap(right -> Corrections.replace(written, right)));
        }
    }
}
