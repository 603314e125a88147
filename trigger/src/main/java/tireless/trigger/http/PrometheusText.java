package tireless.trigger.http;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tireless.trigger.NoReading;

/** Finds a sample in the text by which programs show their metrics to Prometheus. */
final class PrometheusText {
    private static final Pattern SELECTOR =
            Pattern.compile("\\s*([a-zA-Z_:][\\w:]*)\\s*(?:\\{(.*)\\})?\\s*", Pattern.DOTALL);
    private static final Pattern SAMPLE =
            Pattern.compile("\\s*([a-zA-Z_:][\\w:]*)\\s*(?:\\{(.*)\\})?\\s+(\\S+)(?:\\s+-?\\d+)?\\s*");
    private static final Pattern LABEL =
            Pattern.compile("\\G\\s*,?\\s*([a-zA-Z_]\\w*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?\\s*");

    private PrometheusText() {}

    /** @param labels that a sample must have; it may have more */
    record Selector(String name, Map<String, String> labels) {
        Selector {
            labels = Map.copyOf(labels);
        }

        /** @throws IllegalArgumentException for anything but a name and labels that are equal to something */
        static Selector parse(String text) {
            Matcher selector = SELECTOR.matcher(text);
            if (!selector.matches()) {
                throw new IllegalArgumentException("is not `name{label=\"value\"}`");
            }
            return new Selector(selector.group(1), selector.group(2) == null ? Map.of() : parsed(selector.group(2)));
        }
    }

    private static Map<String, String> parsed(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            labels.put(label.group(1), label.group(2).replace("\\n", "\n").replaceAll("\\\\(.)", "$1"));
            end = label.end();
        }
        if (end < text.length()) {
            throw new IllegalArgumentException("has labels other than `label=\"value\"`");
        }
        return labels;
    }

    /** The first sample that fits. */
    static double find(String text, Selector wanted) throws NoReading {
        for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches() && sample.group(1).equals(wanted.name()) && fits(sample.group(2), wanted)) {
                return number(sample.group(3));
            }
        }
        throw new NoReading("its answer has no metric `" + wanted.name() + "`"
                + (wanted.labels().isEmpty() ? "" : " with these labels"));
    }

    private static boolean fits(@Nullable String labels, Selector wanted) throws NoReading {
        try {
            Map<String, String> has = labels == null ? Map.of() : parsed(labels);
            return has.entrySet().containsAll(wanted.labels().entrySet());
        } catch (IllegalArgumentException _) {
            throw new NoReading("its answer is not in the text form of Prometheus");
        }
    }

    private static double number(String text) throws NoReading {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> parsedNumber(text);
        };
    }

    private static double parsedNumber(String text) throws NoReading {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw new NoReading("its answer has `" + text + "` where a number should be");
        }
    }
}
