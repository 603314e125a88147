package tireless.manifest.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** What Kubernetes lets labels and objects be called (reference: Kubernetes, "Labels and Selectors", "Object Names and IDs"). Pure. */
public final class KubernetesNames {
    /** As long as a namespace may be, and any other name that is also one of a host. */
    public static final int LONGEST_LABEL = 63;

    private static final int LONGEST_SUBDOMAIN = 253;
    private static final String WORD = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";

    /** A regular expression for the name of an object: words of small letters, digits and hyphens with dots between them. */
    public static final String SUBDOMAIN_PATTERN = subdomain(".");

    /** A regular expression for what may stand before a name, so that both together are a namespace's; may be empty. */
    public static final String PREFIX_PATTERN = "(?:[a-z0-9][-a-z0-9]{0,%d})?".formatted(LONGEST_LABEL - 2);

    private static final String NAME = "[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,%d}[A-Za-z0-9])?".formatted(LONGEST_LABEL - 2);
    private static final Pattern KEY = Pattern.compile("(?:%s/)?%s".formatted(subdomain("[^/]"), NAME));
    private static final Pattern VALUE = Pattern.compile("(?:%s)?".formatted(NAME));

    private KubernetesNames() {}

    /** What is wrong with the key of a label, or of a taint, to be put behind it; empty where nothing is. */
    public static Optional<String> flawOfKey(String key) {
        return KEY.matcher(key).matches()
                ? Optional.empty()
                : Optional.of(
                        "is no key of a label: at most 63 letters, digits, `-`, `_` and `.`, and before them a domain and `/` where one is meant");
    }

    /** What is wrong with the value of a label, or of a taint, to be put behind it; empty where nothing is. */
    public static Optional<String> flawOfValue(String value) {
        return VALUE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(
                        "is no value of a label: at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends");
    }

    /** @param counted a regular expression for what counts for its length */
    private static String subdomain(String counted) {
        return "(?!%s{%d})%s(?:\\.%s)*".formatted(counted, LONGEST_SUBDOMAIN + 1, WORD, WORD);
    }
}
