package tireless.manifest.kind;

import java.nio.file.Path;
import java.util.SortedSet;
import tireless.manifest.problem.ErrorLines;

/**
 * Where a manifest was read from.
 *
 * @param folder absolute; the manifest's relative paths start here
 * @param firstLine of its document, from 1
 * @param lastLine of its document
 * @param variables the names of the variables that were replaced in it
 */
public record Origin(String source, Path folder, int firstLine, int lastLine, SortedSet<String> variables) {
    /** Whether an error lies in this manifest's document. */
    public boolean hasError(ErrorLines errors) {
        return errors.within(source, firstLine, lastLine);
    }
}
