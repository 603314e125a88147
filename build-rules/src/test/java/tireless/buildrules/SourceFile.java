package tireless.buildrules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One source file, named relative to the checkout. */
record SourceFile(String name, List<String> lines) {

    static SourceFile read(Path root, Path file) {
        try {
            return new SourceFile(root.relativize(file).toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return lines.size();
    }
}
