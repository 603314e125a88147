package tireless.cli.spelling;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A command of {@code dataos-ctl}.
 *
 * @param words as {@code runtime re-run}, without the {@code resource} that may stand before them
 * @param flags those that it knows
 * @param meaning what a line of it means here
 */
record Verb(List<String> words, Set<Flag> flags, Function<Spelled, Rewritten> meaning) {
    Verb {
        words = List.copyOf(words);
        flags = Set.copyOf(flags);
    }

    /** The flag that an argument names, without its value. */
    Optional<Flag> flag(String argument) {
        return flags.stream().filter(flag -> flag.names().contains(argument)).findFirst();
    }

    /** The last of its words, as messages have it: {@code re-run}. */
    String spoken() {
        return words.getLast();
    }
}
