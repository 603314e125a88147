package tireless.plan;

import tireless.model.Metadata;

/**
 * A manifest as written, kept beside the revision that came of it.
 *
 * @param text YAML; values that are secret are stars
 */
public record Document(String text, Metadata metadata) {}
