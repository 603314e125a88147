package tireless.cli.completion;

import java.util.List;

/** What may stand at a place of a command line. */
public sealed interface Values {
    /** One of a few words. */
    record Words(List<String> words) implements Values {
        public Words {
            words = List.copyOf(words);
        }
    }

    /** A file or folder. */
    record Files() implements Values {}

    /**
     * Something that the server knows.
     *
     * @param kind what {@link LiveCompletion} is asked for
     */
    record Live(String kind) implements Values {}

    /** Something that nobody can guess. */
    record Anything() implements Values {}

    /** As the scripts have it: a word for the sort, and what goes with it. */
    default String script() {
        return switch (this) {
            case Words(var words) -> "words " + String.join(" ", words);
            case Files() -> "files";
            case Live(var kind) -> "live " + kind;
            case Anything() -> "any";
        };
    }
}
