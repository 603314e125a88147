package tireless.cli.follow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import tireless.cli.output.Bytes;

/** What can be drawn of a worker, in the order in which it is. */
enum PlottedFigure {
    PER_SECOND("perSecond", "items per second", PlottedFigure::number),
    ERRORS_PER_SECOND("errorsPerSecond", "errors per second", PlottedFigure::number),
    BACKLOG("backlog", "backlog", PlottedFigure::number),
    IN_FLIGHT("inFlight", "in flight", PlottedFigure::number),
    READY("ready", "ready replicas", PlottedFigure::number),
    REPLICAS("replicas", "desired replicas", PlottedFigure::number),
    RESTARTS("restarts", "restarts", PlottedFigure::number),
    MILLI_CORES("milliCores", "processor", value -> Math.round(value) + "m"),
    MEMORY("memory", "memory", value -> Bytes.of(Math.round(value)));

    private final String word;
    private final String title;
    private final DoubleFunction<String> words;

    PlottedFigure(String word, String title, DoubleFunction<String> words) {
        this.word = word;
        this.title = title;
        this.words = words;
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
    DoubleFunction<String> words() {
        return words;
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
