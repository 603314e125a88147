package tireless.model;

import java.util.List;

/**
 * The one correction that what was written leaves possible.
 *
 * @param what the change in a few words: {@code `replica` becomes `replicas`}
 * @param edits all of it; they belong together, and do not overlap
 */
public record Fix(String what, List<TextEdit> edits) {
    public Fix {
        edits = List.copyOf(edits);
        if (edits.isEmpty()) {
            throw new IllegalArgumentException("a fix changes something: " + what);
        }
    }
}
