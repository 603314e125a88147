package tireless.trigger.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * The times of a cron expression of five fields, on the clocks of a zone. A time that the clocks skip in spring counts as much later as they
 * skip; one that they show twice in autumn counts once, the first time.
 */
public final class CronTimes {
    private final ExecutionTime times;
    private final ZoneId zone;

    private CronTimes(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /** @throws IllegalArgumentException for what is no cron expression of five fields */
    public static CronTimes parse(String expression, ZoneId zone) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        return new CronTimes(
                ExecutionTime.forCron(parser.parse(expression.replace('?', '*')).validate()), zone);
    }

    /** The first time after {@code now}; empty where there will be none. */
    public Optional<Instant> after(Instant now) {
        // Asked without a zone: what the library makes of a skipped hour loses the whole day.
        for (Optional<ZonedDateTime> next = times.nextExecution(clockAt(now).atZone(ZoneOffset.UTC));
                next.isPresent();
                next = times.nextExecution(next.get())) {
            Instant at = next.get().toLocalDateTime().atZone(zone).toInstant();
            if (at.isAfter(now)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** What the clocks show; where they have just skipped some time, from before that. */
    private LocalDateTime clockAt(Instant now) {
        ZoneOffsetTransition last = zone.getRules().previousTransition(now.plusNanos(1));
        boolean skipped =
                last != null && last.isGap() && now.isBefore(last.getInstant().plus(last.getDuration()));
        return skipped
                ? last.getDateTimeBefore().minusSeconds(1)
                : now.atZone(zone).toLocalDateTime();
    }
}
