package tireless.manifest.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a user may have meant. */
public final class Nearest {
    private static final int LONGEST = 100;

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

    private static int edits(LevenshteinDistance distance, String lower, String name) {
        return distance.apply(lower, name.toLowerCase(Locale.ROOT));
    }

    /** {@code did you mean `x`?}, or the list of what is known. */
    public static String hint(String written, Collection<String> known) {
        return to(written, known)
                .map(name -> "did you mean `" + name + "`?")
                .orElseGet(() ->
                        "known: " + String.join(", ", known.stream().sorted().toList()));
    }
}
