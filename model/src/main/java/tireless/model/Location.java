package tireless.model;

/**
 * A place in a text.
 *
 * @param source the file as the user named it, or {@code <stdin>}
 * @param line from 1
 * @param column from 1, in characters as an editor counts them
 */
public record Location(String source, int line, int column) {
    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
