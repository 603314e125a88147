package tireless.cli.completion;

import java.util.List;
import java.util.Optional;

/**
 * An option of a command.
 *
 * @param names all of them, with their dashes
 * @param value what follows it as a word of its own; empty where nothing does
 * @param description one line; may be empty
 */
public record Option(List<String> names, Optional<Values> value, String description) {
    public Option {
        names = List.copyOf(names);
    }
}
