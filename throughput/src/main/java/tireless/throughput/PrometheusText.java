package tireless.throughput;

import java.util.HashMap;
import java.util.Map;

/** Metrics in the text format that Prometheus and OpenMetrics have. Pure. */
public final class PrometheusText {
    private PrometheusText() {}

    /**
     * The sum of all series of each metric, by its name without {@code _total}. Parts of a histogram are metrics of their own: {@code _sum}, {@code _count}.
     * What is no sample, or no finite number, is left out; nothing makes it fail.
     */
    public static Map<String, Double> sums(String text) {
        Map<String, Double> sums = new HashMap<>();
        text.lines().forEach(line -> sample(line.strip(), sums));
        return sums;
    }

    private static void sample(String line, Map<String, Double> sums) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '{' && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        if (end == 0 || end == line.length() || line.charAt(0) == '#') {
            return;
        }
        int labels = line.charAt(end) == '{' ? endOfLabels(line, end) : end;
        if (labels < 0) {
            return;
        }
        // Behind the value there may be a time and an exemplar.
        String[] words = line.substring(labels).strip().split("\\s+", 2);
        double value = number(words[0]);
        if (Double.isFinite(value)) {
            sums.merge(MetricName.plain(line.substring(0, end)), value, Double::sum);
        }
    }

    /** Behind the brace that closes them, which may also stand in a value; -1 if there is none. */
    private static int endOfLabels(String line, int open) {
        boolean quoted = false;
        for (int at = open + 1; at < line.length(); at++) {
            char character = line.charAt(at);
            if (quoted && character == '\\') {
                at++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == '}' && !quoted) {
                return at + 1;
            }
        }
        return -1;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }
}
