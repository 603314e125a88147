package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.MOMENT;
import static tireless.gotemplate.function.Parameter.TEXT;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.gotemplate.value.Value;
import tireless.gotemplate.value.Width;

/** Sprig's dates. Now is what the clock says that was passed in, and local is the zone that was. */
final class DateFunctions {
    private static final String DAY = "2006-01-02";
    /** What one sign of a layout costs, in characters. */
    private static final int PRICE = 16;

    private static final ZonedDateTime ZERO = ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneId.of("UTC"));

    private final InstantSource clock;
    private final ZoneId zone;

    private DateFunctions(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    static Map<String, Definition> all(InstantSource clock, ZoneId zone) {
        DateFunctions dates = new DateFunctions(clock, zone);
        return new FunctionTable()
                .add("now", _ -> new Value.Moment(dates.now()))
                .add("date", call -> dates.formatted(call, call.text(0), call.value(1), "Local"), TEXT, ANY)
                .add(
                        "dateInZone",
                        call -> dates.formatted(call, call.text(0), call.value(1), call.text(2)),
                        TEXT,
                        ANY,
                        TEXT)
                .alias("date_in_zone")
                .add("htmlDate", call -> dates.formatted(call, DAY, call.value(0), "Local"), ANY)
                .add("htmlDateInZone", call -> dates.formatted(call, DAY, call.value(0), call.text(1)), ANY, TEXT)
                .add("dateModify", call -> moved(call).orElse(call.moment(1)), TEXT, MOMENT)
                .alias("date_modify")
                .add("mustDateModify", call -> moved(call).orElseThrow(() -> noDuration(call)), TEXT, MOMENT)
                .alias("must_date_modify")
                .add("toDate", call -> new Value.Moment(dates.read(call).orElse(ZERO)), TEXT, TEXT)
                .add(
                        "mustToDate",
                        call -> new Value.Moment(dates.read(call).orElseThrow(() -> noDate(call))),
                        TEXT,
                        TEXT)
                .add(
                        "unixEpoch",
                        call -> Value.of(Long.toString(call.moment(0).at().toEpochSecond())),
                        MOMENT)
                .add("ago", call -> Value.of(dates.ago(call.value(0))), ANY)
                .add("duration", call -> Value.of(duration(call.value(0))), ANY)
                .add("durationRound", call -> Value.of(dates.rounded(call.value(0))), ANY)
                .definitions();
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(zone);
    }

    private ZonedDateTime moment(Value value) {
        if (value instanceof Value.Moment moment) {
            return moment.at();
        }
        if (value instanceof Value.Whole whole && whole.width() != Width.UINT8) {
            try {
                return Instant.ofEpochSecond(whole.number()).atZone(zone);
            } catch (DateTimeException e) {
                throw new FunctionFailed("%d is out of the range of dates".formatted(whole.number()));
            }
        }
        return now();
    }

    private Value formatted(Arguments call, String layout, Value value, String zoneName) {
        call.budget().characters((long) layout.length() * PRICE);
        try {
            return Value.of(Layout.formatter(layout).format(moment(value).withZoneSameInstant(zone(zoneName))));
        } catch (DateTimeException e) {
            throw new FunctionFailed("this is no date that `%s` could show".formatted(layout));
        }
    }

    /** As in Sprig, a zone that nobody knows counts as UTC. */
    private ZoneId zone(String name) {
        if (name.equals("Local")) {
            return zone;
        }
        try {
            return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneId.of("UTC");
        } catch (DateTimeException e) {
            return ZoneId.of("UTC");
        }
    }

    private static Optional<Value> moved(Arguments call) {
        OptionalLong nanos = Durations.parse(call.text(0));
        return nanos.isEmpty()
                ? Optional.empty()
                : Optional.of(new Value.Moment(call.moment(1).at().plusNanos(nanos.getAsLong())));
    }

    private static FunctionFailed noDuration(Arguments call) {
        return new FunctionFailed("`%s` is no duration".formatted(call.text(0)));
    }

    private static FunctionFailed noDate(Arguments call) {
        return new FunctionFailed("`%s` is no date of the form `%s`".formatted(call.text(1), call.text(0)));
    }

    private Optional<ZonedDateTime> read(Arguments call) {
        call.budget().characters((long) call.text(0).length() * PRICE);
        try {
            TemporalAccessor found = Layout.formatter(call.text(0)).parse(call.text(1));
            ZoneId written = found.query(TemporalQueries.zone());
            ZoneId foundZone = written == null ? zone : written.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : written;
            LocalTime time = found.query(TemporalQueries.localTime());
            return Optional.of(LocalDateTime.of(
                            year(found),
                            part(found, ChronoField.MONTH_OF_YEAR),
                            part(found, ChronoField.DAY_OF_MONTH),
                            0,
                            0)
                    .with(time == null ? LocalTime.MIDNIGHT : time)
                    .atZone(foundZone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int year(TemporalAccessor found) {
        return found.isSupported(ChronoField.YEAR) ? found.get(ChronoField.YEAR) : 0;
    }

    private static int part(TemporalAccessor found, ChronoField field) {
        return found.isSupported(field) ? found.get(field) : 1;
    }

    private String ago(Value value) {
        Duration since = Duration.between(moment(value), now());
        return Durations.text(
                since.plusMillis(500).truncatedTo(ChronoUnit.SECONDS).toNanos());
    }

    private static String duration(Value value) {
        long seconds = switch (value) {
            case Value.Text text -> Casts.decimalOrZero(text.text());
            case Value.Whole whole when whole.width() == Width.INT64 -> whole.number();
            case Value.Whole _,
                    Value.Nothing _,
                    Value.Real _,
                    Value.Truth _,
                    Value.Items _,
                    Value.Entries _,
                    Value.Moment _ -> 0;
        };
        return Durations.text(seconds * Durations.SECOND);
    }

    private String rounded(Value value) {
        long nanos = switch (value) {
            case Value.Text text -> Durations.parse(text.text()).orElse(0);
            case Value.Whole whole when whole.width() == Width.INT64 -> whole.number();
            case Value.Moment moment -> Duration.between(moment.at(), now()).toNanos();
            case Value.Whole _, Value.Nothing _, Value.Real _, Value.Truth _, Value.Items _, Value.Entries _ -> 0;
        };
        return Durations.rounded(nanos);
    }
}
