package tireless.gotemplate.problem;

/**
 * A place in the text of a template.
 *
 * @param template the name under which the text was parsed
 * @param line from 1
 * @param column from 1, in characters as an editor counts them
 */
public record Position(String template, int line, int column) {
    @Override
    public String toString() {
        return template + ":" + line + ":" + column;
    }
}
