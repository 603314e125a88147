package tireless.manifest.problem;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes out of a line what should not be seen over a shoulder or in a build log. Placeholders and variables stay. */
public final class Redaction {
    /** What is shown in the place of what is secret. */
    public static final String STARS = "****";

    private static final Pattern SECRET_TYPE =
            Pattern.compile("\\s*[\"']?type[\"']?\\s*:\\s*[\"']?(instance-)?secret\\b.*");
    static final String SOUNDS_SECRET =
            "(?:passw|passphrase|secret|token|api_?-?key|access_?-?key|private_?-?key|credential)";
    /** The name of a header; what else begins with it may well be shown. */
    static final String AUTHORIZATION = "(?:proxy-)?authorization";

    private static final Pattern SECRET_NAME = Pattern.compile("(?i)" + SOUNDS_SECRET + "|^" + AUTHORIZATION + "$");
    /** Where secrets lie is none. */
    private static final String FOLDER = "DATAOS_SECRET_DIR";
    /** Their values are names of secrets, or say how these are handed over. */
    private static final Set<String> USES = Set.of(
            "secrets",
            "dataosSecrets",
            "imagePullSecret",
            "imagePullSecrets",
            "pullSecret",
            "secretProjection",
            "secretName",
            "secretRef",
            "secretKeyRef");
    /** The value is the name of a variable. */
    private static final String OF_VARIABLE = "FromEnv";

    private static final Pattern SECRET_OPTION = Pattern.compile(
            "(?i)((?:^|[\\s'\",\\\\])(?:[-\\w.]{0,80}" + SOUNDS_SECRET + "[-\\w.]{0,40}=(?!\\*{4})|-[-\\w.]{0,80}"
                    + SOUNDS_SECRET + "[-\\w.]{0,40}\\s+(?!-)))(\\{\\{[^{}]{0,200}}}|'[^']*'|\\S+)");

    /** The same in a line, where quotes may follow. */
    private static final Pattern SECRET_PAIR = Pattern.compile("(?i)((?<![-\\w.?&;])[-\\w.]{0,80}" + SOUNDS_SECRET
            + "[-\\w.]{0,40}\\s{0,20}=(?![=~]|\\s{0,20}\\*{4})\\s{0,20})"
            + "(\\{\\{[^{}]{0,200}}}|'[^']*'|\"[^\"]*\"|[^\\s'\"]+(?:['\"][^\\s,}\\]'\"]+)*)");

    /** A header among others that are parted by commas; its value may be of several words. */
    private static final Pattern HEADER_PAIR = Pattern.compile("(?i)((?<![-\\w.])(?:(?=[a-z]\\w{0,40}-)[-\\w]{0,80}"
            + SOUNDS_SECRET + "[-\\w]{0,40}|" + AUTHORIZATION + ")\\s{0,20}=(?![=~])\\s{0,20})([^\\s,'\"][^,'\"\\n]*)");

    /** What follows a scheme of HTTP, unless it is but a word. */
    private static final Pattern SCHEME =
            Pattern.compile("\\b((?i:bearer|basic)\\s{1,20})(?=[^\\s]{0,500}(?:\\d|=|[a-z][A-Z]))[-\\w.~+/]{6,}=*");

    private static final Pattern KEY =
            Pattern.compile("^(\\s*(?:- )?\\s*(?:[-_.A-Za-z0-9]{1,80}|\"[^\"]{1,80}\"|'[^']{1,80}')\\s*:\\s+)(\\S.*)$");
    private static final Pattern USER_INFO = Pattern.compile("(://[^\\s:/@]{0,200}:)[^\\s/@]{1,500}@");
    /** Where a token takes the place of an account. */
    private static final Pattern WEB_USER = Pattern.compile("(?i)(https?://)(?!\\*{4}@|\\$)[^\\s:/@]{1,500}@");

    /** As drivers of databases take it: {@code ?user=app&password=…}. */
    private static final Pattern QUERY = Pattern.compile(
            "(?i)([?&;][-\\w.]{0,80}" + SOUNDS_SECRET + "[-\\w.]{0,40}=)(?!\\*{4}|\\$)[^\\s&;'\"]{1,500}");

    /** What follows the host of an address may be a token, as it is of webhooks. */
    private static final Pattern URL = Pattern.compile(
            "(?i)(\\burl[\"']?\\s{0,200}:\\s{1,200}[\"']?(?:[a-z][-+.a-z0-9]{0,40}:/*+)?+[^\\s/?#{}\"']{1,500}[/?#])([^\\s\"',}]+)");

    private static final Pattern HOST = Pattern.compile("(?i)^([a-z][-+.a-z0-9]{0,40}:/*)?(?:[^/?#@]*@)?([^/?#]*)");

    private static final Pattern REFERENCE =
            Pattern.compile("[\"']?(\\$\\{?\\{?[-\\w]+}?}?|\\{\\{[^{}\"'`]*}})[\"']?\\s*(#.*)?");

    private Redaction() {}

    /**
     * What may be shown of the value of a field: stars where the field's name sounds secret; else the value without passwords in
     * addresses and in options of a command. References to variables stay.
     */
    public static String value(String name, String value) {
        if (soundsSecret(name)) {
            return isReference(value) ? value : STARS;
        }
        return options(value);
    }

    /**
     * The value without passwords in addresses, in options of a command, in headers, and without the values of keys that sound secret in
     * what looks like JSON or YAML. References to variables stay.
     */
    public static String options(String value) {
        String plain = hidden(SECRET_OPTION, hidden(HEADER_PAIR, addresses(value)));
        return Stream.of(plain.split("\n", -1))
                .map(line -> schemes(MaskedLine.of(line)))
                .collect(Collectors.joining("\n"));
    }

    private static String hidden(Pattern pair, String text) {
        return pair.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(isReference(found.group(2)) ? found.group() : found.group(1) + STARS));
    }

    private static String schemes(String text) {
        return SCHEME.matcher(text).replaceAll("$1" + STARS);
    }

    /** Whether values of this name are to be hidden. */
    public static boolean soundsSecret(String name) {
        return SECRET_NAME.matcher(name).find()
                && !name.endsWith(FOLDER)
                && !name.endsWith(OF_VARIABLE)
                && !USES.contains(name);
    }

    /** Whether this argument of a command says that the next one is to be hidden: {@code --password}. */
    public static boolean isSecretOption(String argument) {
        return argument.startsWith("-") && argument.matches("[-\\w.]{1,200}") && soundsSecret(argument);
    }

    /** Whether a value only says where another one comes from: {@code ${TOKEN}}, {@code {{ .Token }}} of a template. */
    public static boolean isReference(String value) {
        return REFERENCE.matcher(value).matches();
    }

    static boolean isSecretType(String line) {
        return SECRET_TYPE.matcher(line).matches();
    }

    /** The line without the values of keys that sound secret, and without passwords in addresses. Keys and brackets stay. */
    public static String secrets(String line) {
        String pairs = hidden(SECRET_PAIR, hidden(HEADER_PAIR, addresses(line)));
        return schemes(URL.matcher(MaskedLine.of(pairs)).replaceAll("$1" + STARS));
    }

    /** The address without all that may be a token: what leads to the host, and that. */
    public static String host(String address) {
        Matcher host = HOST.matcher(address);
        if (!host.find()) {
            return STARS;
        }
        String scheme = host.group(1) == null ? "" : host.group(1);
        return scheme + host.group(2) + (host.end() < address.length() ? "/" + STARS : "");
    }

    private static String addresses(String text) {
        String safe = USER_INFO.matcher(text).replaceAll("$1" + STARS + "@");
        return QUERY.matcher(WEB_USER.matcher(safe).replaceAll("$1" + STARS + "@"))
                .replaceAll("$1" + STARS);
    }

    /** The line of a secret: its key alone, or nothing of it, but for the meta attributes that say what it is. */
    public static String all(String line) {
        if (line.matches("(name|version|type|workspace|---|layer)\\b.*") || line.startsWith("---")) {
            return line;
        }
        Matcher key = KEY.matcher(line);
        if (key.matches()) {
            return REFERENCE.matcher(key.group(2)).matches() ? line : key.group(1) + STARS;
        }
        boolean bare = line.isBlank()
                || line.stripTrailing().endsWith(":")
                || REFERENCE.matcher(line.strip()).matches();
        return bare
                ? line
                : line.substring(0, line.length() - line.stripLeading().length()) + STARS;
    }
}
