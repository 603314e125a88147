package tireless.cli.dataos;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as DataOS writes them: RFC 3339 in the local time zone, to the second. */
final class TimeText {
    private TimeText() {}

    static String of(ZonedDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    static String of(Instant time, ZoneId zone) {
        return of(time.atZone(zone));
    }

    /** Empty where there is none. */
    static String of(Optional<Instant> time, ZoneId zone) {
        return time.map(known -> of(known, zone)).orElse("");
    }
}
