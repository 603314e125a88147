package tireless.throughput;

/** Names of metrics in one form, whichever side they come from. Pure. */
final class MetricName {
    private static final String TOTAL = "_total";

    private MetricName() {}

    /** As Prometheus would have it, without the end that marks a counter: {@code jobs.done} and {@code jobs_done_total} are one name. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); at++) {
            char character = name.charAt(at);
            boolean kept = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || character == '_'
                    || character == ':';
            plain.append(kept ? character : '_');
        }
        int end = plain.length() - TOTAL.length();
        if (end > 0 && plain.indexOf(TOTAL, end) == end) {
            plain.setLength(end);
        }
        return plain.toString();
    }
}
