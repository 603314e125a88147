package tireless.throughput.relay;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.throughput.Notification;

/** The written form of a {@link RelayLine}. */
final class RelayText {
    private static final String BEGIN = "tireless-relay 1";
    private static final String END = " .";
    private static final int LONGEST = 64 * 1024;
    /** What a {@link Duration} has as nanoseconds. */
    private static final long MOST_MICROS = Long.MAX_VALUE / 1000;

    private static final String TOLD = "told";
    private static final String LOOKED = "looked";
    private static final String WARNING = "warning";

    private RelayText() {}

    static String write(RelayLine line) {
        StringBuilder text = new StringBuilder(BEGIN);
        text.append(" boot=").append(line.boot());
        field(text, "up", micros(line.up()));
        field(text, "at", line.at().toEpochMilli());
        for (RelayLine.Report report : line.reports()) {
            Notification said = report.said();
            field(
                    text,
                    said.origin().regular() ? LOOKED : TOLD,
                    micros(line.up().minus(report.heard())));
            fields(text, said);
        }
        line.warning().ifPresent(warning -> {
            field(text, WARNING, micros(line.up().minus(warning.heard())));
            field(text, "text", warning.text());
        });
        return text.append(END).toString();
    }

    private static void fields(StringBuilder text, Notification said) {
        flag(text, "ready", said.ready());
        flag(text, "heartbeat", said.heartbeat());
        said.watchdog().ifPresent(interval -> field(text, "watchdog", micros(interval)));
        said.processed().ifPresent(count -> field(text, "processed", count));
        said.errors().ifPresent(count -> field(text, "errors", count));
        said.backlog().ifPresent(count -> field(text, "backlog", count));
        said.inFlight().ifPresent(count -> field(text, "inflight", count));
        said.numbers().latency().ifPresent(latency -> field(text, "latency", micros(latency)));
        said.scaleInProtection().ifPresent(asked -> field(text, "protection", asked ? 1 : 0));
        if (!said.origin().age().isZero()) {
            field(text, "age", micros(said.origin().age()));
        }
        flag(text, "anew", said.origin().anew());
        said.status().ifPresent(status -> field(text, "status", status));
    }

    private static void flag(StringBuilder text, String name, boolean set) {
        if (set) {
            text.append(' ').append(name);
        }
    }

    private static void field(StringBuilder text, String name, long value) {
        text.append(' ').append(name).append('=').append(value);
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(' ').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    static Optional<RelayLine> parse(String line) {
        if (line.length() > LONGEST || !line.startsWith(BEGIN + " ") || !line.endsWith(END)) {
            return Optional.empty();
        }
        List<Part> parts = parts(line.substring(BEGIN.length() + 1, line.length() - END.length()));
        try {
            return Optional.of(read(parts));
        } catch (IllegalArgumentException | ArithmeticException garbage) {
            return Optional.empty();
        }
    }

    /**
     * What belongs together in a line: its head, a report, a warning.
     *
     * @param kind what it began with
     * @param fields what stands there, also that which it began with
     */
    private record Part(String kind, Map<String, String> fields) {
        boolean flag(String name) {
            return fields.containsKey(name);
        }

        OptionalLong count(String name) {
            return fields.containsKey(name) ? OptionalLong.of(whole(need(name))) : OptionalLong.empty();
        }

        Optional<Duration> micros(String name) {
            return fields.containsKey(name) ? Optional.of(duration(need(name))) : Optional.empty();
        }

        Optional<String> text(String name) {
            return fields.containsKey(name)
                    ? Optional.of(URLDecoder.decode(need(name), StandardCharsets.UTF_8)
                            .replaceAll("\\p{Cntrl}", " "))
                    : Optional.empty();
        }

        Optional<Boolean> bit(String name) {
            return count(name).isEmpty()
                    ? Optional.empty()
                    : Optional.of(count(name).getAsLong() == 1);
        }

        String need(String name) {
            String value = fields.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no " + name);
            }
            return value;
        }

        Duration before(Duration up) {
            Duration heard = up.minus(duration(need(kind)));
            if (heard.isNegative()) {
                throw new IllegalArgumentException("heard before the boot");
            }
            return heard;
        }
    }

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        Part part = new Part("", new LinkedHashMap<>());
        parts.add(part);
        for (String word : text.split(" ", -1)) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            switch (name) {
                case TOLD, LOOKED, WARNING -> {
                    part = new Part(name, new LinkedHashMap<>());
                    parts.add(part);
                }
                default -> {}
            }
            part.fields().put(name, equals < 0 ? "" : word.substring(equals + 1));
        }
        return parts;
    }

    private static RelayLine read(List<Part> parts) {
        Part head = parts.getFirst();
        Duration up = duration(head.need("up"));
        List<RelayLine.Report> reports = new ArrayList<>();
        Optional<RelayLine.Warning> warning = Optional.empty();
        for (Part part : parts.subList(1, parts.size())) {
            if (part.kind().equals(WARNING)) {
                warning = Optional.of(
                        new RelayLine.Warning(part.before(up), part.text("text").orElse("")));
            } else {
                reports.add(new RelayLine.Report(part.before(up), said(part)));
            }
        }
        return new RelayLine(head.need("boot"), up, Instant.ofEpochMilli(whole(head.need("at"))), reports, warning);
    }

    private static Notification said(Part part) {
        return new Notification(
                part.flag("ready"),
                part.text("status"),
                part.flag("heartbeat"),
                part.micros("watchdog"),
                new Notification.Numbers(
                        part.count("processed"),
                        part.count("errors"),
                        part.count("backlog"),
                        part.count("inflight"),
                        part.micros("latency")),
                part.bit("protection"),
                new Notification.Origin(
                        part.micros("age").orElse(Duration.ZERO),
                        part.flag("anew"),
                        part.kind().equals(LOOKED)));
    }

    private static Duration duration(String text) {
        long micros = whole(text);
        if (micros > MOST_MICROS) {
            throw new IllegalArgumentException("longer than ever: " + text);
        }
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    /** From zero. */
    private static long whole(String text) {
        long number = Long.parseLong(text);
        if (number < 0) {
            throw new IllegalArgumentException("less than nothing: " + text);
        }
        return number;
    }
}
