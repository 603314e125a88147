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
    private ScheduleReader() {}

    /** The schedule; empty where its cron expression is missing or not known. */
    static Optional<Schedule> read(Fields fields) {
        fields.require("cron", "add `cron: '0 20 * * *'` for every day at eight in the evening");
        Optional<Scalar> cron = fields.scalar("cron");
        cron.ifPresent(written -> CronRule.check(written, fields.problems()));
        Optional<Concurrency> policy = fields.choice("concurrencyPolicy", List.of("Allow", "Forbid", "Replace"))
                .map(text -> Concurrency.valueOf(text.toUpperCase(Locale.ROOT)));
        Optional<Scalar> endOn = fields.scalar("endOn");
        endOn.ifPresent(written -> checkTime(written, fields));
        Optional<Scalar> timezone = fields.scalar("timezone");
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
