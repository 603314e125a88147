package tireless.throughput.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tireless.throughput.Notification;

class RelayLinePropertyTest {
    private static final long MOST_MICROS = Long.MAX_VALUE / 1000;

    @Property
    void whatIsWrittenIsRead(@ForAll("lines") RelayLine line) {
        String text = line.write();
        assertThat(text).matches("[!-~ ]+").doesNotContain("\n");
        assertThat(RelayLine.parse(text)).contains(line);
    }

    @Property
    void whatWasChangedSomewhereDoesNoHarm(
            @ForAll("lines") RelayLine line, @ForAll int place, @ForAll("bits") String other) {
        String text = line.write();
        int at = Math.floorMod(place, text.length());
        RelayLine.parse(text.substring(0, at) + other + text.substring(at + 1))
                .ifPresent(read -> assertThat(read.write()).startsWith("tireless-relay 1 "));
    }

    @Property
    void garbageIsNoLine(@ForAll String garbage) {
        assertThat(RelayLine.parse(garbage)).isEmpty();
        RelayLine.parse("tireless-relay 1 " + garbage + " .");
    }

    @Provide
    Arbitrary<String> bits() {
        return Arbitraries.of(
                "", " ", "=", "%", "%4", "+", "-", ".", "told=", " warning=7 ", "9999999999", "\u0000", "ä");
    }

    @Provide
    Arbitrary<RelayLine> lines() {
        Duration up = Duration.of(MOST_MICROS / 2, ChronoUnit.MICROS);
        Arbitrary<RelayLine.Report> reports =
                Combinators.combine(micros(MOST_MICROS / 2), said()).as(RelayLine.Report::new);
        Arbitrary<RelayLine.Warning> warnings =
                Combinators.combine(micros(MOST_MICROS / 2), text()).as(RelayLine.Warning::new);
        return Combinators.combine(
                        Arbitraries.strings().withCharRange('!', '~').ofMinLength(1),
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        reports.list().ofMaxSize(5),
                        warnings.optional())
                .as((boot, at, reported, warning) ->
                        new RelayLine(boot, up, Instant.ofEpochMilli(at), reported, warning));
    }

    private static Arbitrary<Notification> said() {
        Arbitrary<Notification.Origin> origins = Combinators.combine(
                        micros(MOST_MICROS), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Notification.Origin::new);
        Arbitrary<Notification.Numbers> numbers = Combinators.combine(
                        count(), count(), count(), count(), micros(MOST_MICROS).optional())
                .as(Notification.Numbers::new);
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        text().optional(),
                        Arbitraries.of(true, false),
                        micros(MOST_MICROS).optional(),
                        numbers,
                        Arbitraries.of(true, false).optional(),
                        origins)
                .as(Notification::new);
    }

    /** Without control characters, which no notification has, and without halves of characters. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\ud7ff')
                .ofMaxLength(40);
    }

    private static Arbitrary<OptionalLong> count() {
        Arbitrary<Optional<Long>> some =
                Arbitraries.longs().between(0, Long.MAX_VALUE).optional();
        return some.map(count -> count.isPresent() ? OptionalLong.of(count.get()) : OptionalLong.empty());
    }

    private static Arbitrary<Duration> micros(long most) {
        return Arbitraries.longs().between(0, most).map(micros -> Duration.of(micros, ChronoUnit.MICROS));
    }
}
