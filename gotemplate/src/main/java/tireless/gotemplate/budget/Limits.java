package tireless.gotemplate.budget;

/**
 * What one rendering may take. All are counts, so that the same template, data and limits end in the same way on every machine.
 *
 * @param characters of the output, and of every single text on the way
 * @param depth of templates in templates, blocks in blocks, calls in calls, and of data
 * @param steps one for each action, call, item and 16 characters that are made
 */
public record Limits(int characters, int depth, long steps) {
    /** Enough for any manifest: 2 million characters, 200 levels, 2 million steps. */
    public static final Limits USUAL = new Limits(2_000_000, 200, 2_000_000);

    public Limits {
        if (characters < 1 || depth < 1 || steps < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
