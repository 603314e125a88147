package tireless.cli.spelling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command line in the spelling of DataOS, taken apart.
 *
 * @param given the flags that the verb knows, in their order
 * @param rest all else: files and names that belong to no flag, and flags that only the plain command may know
 */
record Spelled(Verb verb, List<Given> given, List<String> rest) {
    /** @param value empty for a flag that takes none */
    record Given(Flag flag, String value) {}

    Spelled {
        given = List.copyOf(given);
        rest = List.copyOf(rest);
    }

    boolean has(Flag flag) {
        return given.stream().anyMatch(one -> one.flag() == flag);
    }

    /** The value that was given last, which is the one that counts. */
    Optional<String> value(Flag flag) {
        return values(flag).reduce((_, last) -> last);
    }

    Stream<String> values(Flag flag) {
        return given.stream().filter(one -> one.flag() == flag).map(Given::value);
    }
}
