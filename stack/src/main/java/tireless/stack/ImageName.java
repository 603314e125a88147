package tireless.stack;

import java.util.Locale;
import java.util.regex.Pattern;

/** How images are named, as Docker and the OCI write it: {@code registry:port/path/name:tag@digest}. Pure. */
public final class ImageName {
    /** That of a registry's longest name, with a tag and a digest; a longer one is not looked at. */
    private static final int LONGEST = 255 + 129 + 72;

    private static final Pattern NAME = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]+)?/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
                    + "(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

    private ImageName() {}

    public static boolean isOne(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }

    /** What may be done about a text that is none. */
    public static String advice(String text) {
        if (text.length() > LONGEST) {
            return "write it as `registry/name:tag`, with at most %d characters".formatted(LONGEST);
        }
        return isOne(text.toLowerCase(Locale.ROOT))
                ? "write its path in small letters, as registries have it"
                : "write it as `registry/name:tag`";
    }
}
