package tireless.runtime.container;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What of this machine a container sees.
 *
 * @param host the file or folder here
 * @param inside where it is in the container: absolute
 */
record Mount(Path host, String inside, boolean readOnly) {
    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");

    /** As the option {@code --mount} has it: fields of CSV (RFC 4180), so that nothing in a path is taken for another field. */
    String option() {
        String option = "type=bind,%s,%s".formatted(field("source=" + host), field("target=" + inside));
        return readOnly ? option + ",readonly" : option;
    }

    private static String field(String text) {
        return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
