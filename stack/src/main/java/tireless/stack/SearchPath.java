package tireless.stack;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A PATH, in which programs without a slash are looked for.
 *
 * @param entries its folders, with colons between them
 * @param folder where entries that are not absolute begin
 */
public record SearchPath(String entries, Path folder, Disk disk) {
    /** Whether one of the folders has a program of that name. */
    public boolean has(String program) {
        return Arrays.stream(entries.split(":", -1)).anyMatch(entry -> has(entry, program));
    }

    private boolean has(String entry, String program) {
        try {
            return !entry.isEmpty() && disk.at(folder.resolve(entry).resolve(program)) == Disk.Kind.PROGRAM;
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
