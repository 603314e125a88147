package tireless.manifest.kind;

import java.nio.file.Path;
import tireless.model.Location;

/**
 * Where a manifest was read from.
 *
 * @param folder absolute; the manifest's relative paths start here
 * @param firstLine of its document, from 1
 * @param lastLine of its document
 */
public record Origin(String source, Path folder, int firstLine, int lastLine) {
    /** Whether {@code location} lies in this manifest's document. */
    public boolean holds(Location location) {
        return location.source().equals(source) && location.line() >= firstLine && location.line() <= lastLine;
    }
}
