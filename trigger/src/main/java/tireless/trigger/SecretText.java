package tireless.trigger;

import java.util.List;
import java.util.regex.Pattern;

/** Tells by names what of a text is secret: of the parameters in an address, and of pairs. */
public final class SecretText {
    private static final Pattern NAME = Pattern.compile(
            "(?i)passw|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|authorization");
    private static final Pattern PARAMETER = Pattern.compile("[?&;]([^\\s?&;#=]{1,200})=([^\\s&;#]+)");

    private SecretText() {}

    /** Whether what bears this name is to be hidden. */
    private static boolean sounds(String name) {
        return NAME.matcher(name).find();
    }

    /** The secrets among the parameters of an address, as they stand there. */
    public static List<String> inAddress(String address) {
        return PARAMETER
                .matcher(address)
                .results()
                .filter(parameter -> sounds(parameter.group(1)))
                .map(parameter -> parameter.group(2))
                .toList();
    }

    /** Whether one of the pairs, {@code key=value} parted by commas, has a name that sounds secret. */
    public static boolean inPairs(String pairs) {
        return FormParser.items(pairs).stream()
                .map(item -> item.split("[=:]", 2))
                .anyMatch(pair -> pair.length > 1 && sounds(pair[0]) && !pair[1].isBlank());
    }
}
