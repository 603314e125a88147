package tireless.trigger;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Takes secrets out of what others say, in each form in which a server may give back what it was sent. */
final class Masks {
    private static final String STARS = "****";
    /** What is shorter is a part of many words, and guessed at once. */
    private static final int SHORTEST = 3;

    private static final int SHORTEST_LINE = 9;

    private Masks() {}

    /** The text without any of the secrets, the longest first: one may be part of another. */
    static String masked(String text, Set<String> secrets) {
        String masked = text;
        for (String form : secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(Masks::forms)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            masked = masked.replace(form, STARS);
        }
        return masked;
    }

    /** As it is, and as it stands in an address, in JSON and in HTML; of several lines each, as one may be shown alone. */
    private static Stream<String> forms(String secret) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        String html = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Stream.concat(
                Stream.of(
                        secret,
                        encoded,
                        encoded.replace("+", "%20"),
                        json,
                        json.replace("/", "\\/"),
                        html,
                        html.replace("\"", "&quot;").replace("'", "&#39;")),
                secret.lines().filter(line -> line.length() >= SHORTEST_LINE));
    }
}
