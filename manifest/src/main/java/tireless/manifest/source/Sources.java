package tireless.manifest.source;

import java.nio.file.Path;
import java.util.List;
import tireless.model.Problem;

/**
 * The texts to read, and what went wrong on the way to them.
 *
 * @param problems an absent file, an unreadable folder, a text that is too large
 */
public record Sources(List<SourceText> texts, List<Problem> problems) {
    public Sources {
        texts = List.copyOf(texts);
        problems = List.copyOf(problems);
    }

    /** One text that needs no file. */
    public static Sources of(String name, Path folder, String text) {
        return new Sources(List.of(new SourceText(name, folder, text)), List.of());
    }
}
