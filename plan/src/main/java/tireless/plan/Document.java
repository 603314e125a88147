package tireless.plan;

import tireless.model.Metadata;

/**
 * A manifest as written, kept beside the revision that came of it.
 *
 * @param text YAML; values that are secret are stars
 */
public record Document(String text, Metadata metadata, Setting setting) {
    /** Of which nobody knows where it was applied. */
    public Document(String text, Metadata metadata) {
        this(text, metadata, Setting.UNKNOWN);
    }

    /** Whether the two say the same, wherever they were applied. */
    boolean saysTheSameAs(Document other) {
        return text.equals(other.text) && metadata.equals(other.metadata);
    }
}
