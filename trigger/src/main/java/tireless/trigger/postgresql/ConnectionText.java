package tireless.trigger.postgresql;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what libpq calls a connection string: {@code host=… user=…}, or an address {@code postgresql://…}. Its errors hold no value. */
final class ConnectionText {
    private static final Pattern PAIR =
            Pattern.compile("\\G\\s*([a-z_]+)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|((?:[^\\s'\\\\]|\\\\.)*))(?=\\s|$)");

    private ConnectionText() {}

    /** @throws IllegalArgumentException saying what is wrong */
    static Map<String, String> parse(String text) {
        return text.matches("(?s)postgres(ql)?://.*") ? address(text) : pairs(text);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(text);
        int end = 0;
        while (pair.find()) {
            String value = pair.group(2) != null ? pair.group(2) : pair.group(3);
            pairs.put(pair.group(1), value.replaceAll("\\\\(.)", "$1"));
            end = pair.end();
        }
        if (pairs.isEmpty() || !text.substring(end).isBlank()) {
            throw new IllegalArgumentException("is neither `host=… user=… dbname=…` nor `postgresql://…`");
        }
        return pairs;
    }

    private static Map<String, String> address(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "is no address: characters of a password such as @ and / must be written as %40 and %2F");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("names no host");
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("host", uri.getHost().replaceAll("[\\[\\]]", ""));
        if (uri.getPort() >= 0) {
            pairs.put("port", String.valueOf(uri.getPort()));
        }
        String path = uri.getPath();
        if (path != null && path.length() > 1) {
            pairs.put("dbname", path.substring(1));
        }
        if (uri.getRawUserInfo() != null) {
            String[] account = uri.getRawUserInfo().split(":", 2);
            pairs.put("user", decoded(account[0]));
            if (account.length > 1) {
                pairs.put("password", decoded(account[1]));
            }
        }
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                String[] pair = parameter.split("=", 2);
                pairs.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
