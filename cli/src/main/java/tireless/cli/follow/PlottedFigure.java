package tireless.cli.follow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tireless.cli.output.Bytes;

/** What can be drawn of a worker, in the order in which it is. */
enum PlottedFigure {
    PER_SECOND("perSecond", "items per second"),
    ERRORS_PER_SECOND("errorsPerSecond", "errors per second"),
    BACKLOG("backlog", "backlog"),
    IN_FLIGHT("inFlight", "in flight"),
    READY("ready", "ready replicas"),
    REPLICAS("replicas", "desired replicas"),
    RESTARTS("restarts", "restarts"),
    MILLI_CORES("milliCores", "processor"),
    MEMORY("memory", "memory");

    private final String word;
    private final String title;

    PlottedFigure(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** As the API calls it. */
    String word() {
        return word;
    }

    /** As people call it. */
    String title() {
        return title;
    }

    /** A value of it, for people. */
    String words(double value) {
        return switch (this) {
            case PER_SECOND, ERRORS_PER_SECOND, BACKLOG, IN_FLIGHT, READY, REPLICAS, RESTARTS -> number(value);
            case MILLI_CORES -> Math.round(value) + "m";
            case MEMORY -> Bytes.of(Math.round(value));
        };
    }

    static Optional<PlottedFigure> of(String word) {
        return Arrays.stream(values())
                .filter(figure -> figure.word.equals(word))
                .findFirst();
    }

    static List<PlottedFigure> all() {
        return List.of(values());
    }

    /** All that may be asked for. */
    static String known() {
        return Arrays.stream(values()).map(PlottedFigure::word).collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) || value >= 100 ? "%,.0f" : "%.1f", value);
    }
}
