package tireless.manifest.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a user may have meant. */
public final class Nearest {
    private static final int LONGEST = 100;
    private static final int SHORT = 3;
    private static final int MOST_LISTED = 60;
    private static final int LONG = 8;

    private Nearest() {}

    /** The known name with the fewest edits to {@code written}; empty where all are too far for a good guess. */
    public static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(1, Math.min(3, written.length() / 3)));
        return known.stream()
                .filter(name -> edits(distance, lower, name) >= 0)
                .min(Comparator.comparingInt((String name) -> edits(distance, lower, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * The one known name that {@code written} can only be a slip of: the same but for its case, hyphens and underscores; or
     * one edit away, two in a long name, as no other name is. Another digit is no slip. Empty where there is none.
     */
    public static Optional<String> certain(String written, Collection<String> known) {
        if (written.length() > LONGEST || known.contains(written)) {
            return Optional.empty();
        }
        List<String> same = known.stream()
                .filter(name -> letters(name).equals(letters(written)))
                .toList();
        return same.isEmpty() ? only(slips(written, known)) : only(same);
    }

    private static List<String> slips(String written, Collection<String> known) {
        String lower = written.toLowerCase(Locale.ROOT);
        int most = written.length() < SHORT ? 0 : written.length() < LONG ? 1 : 2;
        LevenshteinDistance distance = new LevenshteinDistance(most);
        return known.stream()
                .filter(name -> digits(name).equals(digits(written)))
                .filter(name -> edits(distance, lower, name) >= 0
                        || (written.length() > SHORT && isSwapped(lower, name.toLowerCase(Locale.ROOT))))
                .toList();
    }

    private static Optional<String> only(List<String> names) {
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    private static String digits(String name) {
        return name.replaceAll("[^0-9]", "");
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Whether two neighbours have changed places. */
    private static boolean isSwapped(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        int first = 0;
        while (first < one.length() && one.charAt(first) == other.charAt(first)) {
            first++;
        }
        return first + 1 < one.length()
                && one.charAt(first) == other.charAt(first + 1)
                && one.charAt(first + 1) == other.charAt(first)
                && one.substring(first + 2).equals(other.substring(first + 2));
    }

    private static int edits(LevenshteinDistance distance, String lower, String name) {
        return distance.apply(lower, name.toLowerCase(Locale.ROOT));
    }

    private static String listed(Collection<String> known) {
        List<String> sorted = known.stream().sorted().toList();
        String more = sorted.size() > MOST_LISTED ? " and " + (sorted.size() - MOST_LISTED) + " more" : "";
        return known.isEmpty()
                ? "correct the name"
                : "known: " + String.join(", ", sorted.subList(0, Math.min(sorted.size(), MOST_LISTED))) + more;
    }

    /** {@code did you mean `x`?}, or the list of what is known. */
    public static String hint(String written, Collection<String> known) {
        return to(written, known).map(name -> "did you mean `" + name + "`?").orElseGet(() -> listed(known));
    }
}
