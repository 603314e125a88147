package tireless.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account of a machine, as a manifest names it: {@code user}, or {@code user:group}. Each is a name or a number.
 *
 * @param group empty is the account's own group
 */
public record UnixAccount(String user, Optional<String> group) {
    /** The highest number that can be named. The kernel has few more, and takes the last for "none". */
    public static final long HIGHEST = 3_999_999_999L;

    private static final String NAME = "[A-Za-z_][-A-Za-z0-9_.@]*";
    private static final String NUMBER = "0|[1-9][0-9]{0,8}|[1-3][0-9]{9}";
    private static final Pattern WORD = Pattern.compile(NAME + "|" + NUMBER);

    /** A regular expression for all that {@link #parse} takes. */
    public static final String PATTERN = "(%1$s|%2$s)(:(%1$s|%2$s))?".formatted(NAME, NUMBER);

    public UnixAccount {
        if (!isAccount(user) || !group.map(UnixAccount::isAccount).orElse(true)) {
            throw new IllegalArgumentException(
                    "no account: " + user + group.map(":"::concat).orElse(""));
        }
    }

    /** Reads {@link #toString}; empty where it names none. */
    public static Optional<UnixAccount> parse(String text) {
        String[] words = text.split(":", -1);
        boolean whole = words.length <= 2 && isAccount(words[0]) && isAccount(words[words.length - 1]);
        return whole
                ? Optional.of(new UnixAccount(words[0], words.length == 2 ? Optional.of(words[1]) : Optional.empty()))
                : Optional.empty();
    }

    private static boolean isAccount(String word) {
        return WORD.matcher(word).matches();
    }

    /** Whether a user or a group is named by its number. */
    public static boolean isNumber(String word) {
        return Character.isDigit(word.charAt(0));
    }

    /** Whether it means the same on every machine and in every image. */
    public boolean isNumeric() {
        return isNumber(user) && group.map(UnixAccount::isNumber).orElse(true);
    }

    @Override
    public String toString() {
        return user + group.map(":"::concat).orElse("");
    }
}
