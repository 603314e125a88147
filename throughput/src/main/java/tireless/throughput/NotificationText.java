package tireless.throughput;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The lines {@code NAME=VALUE} of one datagram, by name; of a name that comes twice the last counts. */
record NotificationText(Map<String, String> values) {
    private static final int LONGEST_STATUS = 4096;
    private static final int MOST_DIGITS = 18;
    private static final long NANOS_PER_MICRO = 1000;

    static NotificationText parse(byte[] datagram) {
        Map<String, String> values = new HashMap<>();
        new String(datagram, StandardCharsets.UTF_8).lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return new NotificationText(values);
    }

    boolean isOne(String name) {
        return values.getOrDefault(name, "").strip().equals("1");
    }

    /** Free text on one line, control characters shown as spaces, so that it does no harm on a terminal. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .map(value -> value.substring(0, Math.min(value.length(), LONGEST_STATUS)))
                .map(value -> value.replaceAll("\\p{Cntrl}", " ").strip());
    }

    /** A whole number from zero; whatever else stands there counts as not said. */
    OptionalLong count(String name) {
        String value = values.getOrDefault(name, "").strip();
        boolean digits = !value.isEmpty()
                && value.length() <= MOST_DIGITS
                && value.chars().allMatch(character -> character >= '0' && character <= '9');
        return digits ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    Optional<Duration> micros(String name) {
        OptionalLong count = count(name);
        return count.isPresent() && count.getAsLong() <= Long.MAX_VALUE / NANOS_PER_MICRO
                ? Optional.of(Duration.ofNanos(count.getAsLong() * NANOS_PER_MICRO))
                : Optional.empty();
    }

    Optional<Boolean> flag(String name) {
        return switch (values.getOrDefault(name, "").strip()) {
            case "1" -> Optional.of(true);
            case "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
