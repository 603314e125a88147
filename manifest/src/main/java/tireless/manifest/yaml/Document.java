package tireless.manifest.yaml;

/**
 * One document of a text.
 *
 * @param firstLine from 1
 * @param lastLine where the next document begins, or the text ends
 */
public record Document(Node root, int firstLine, int lastLine) {}
