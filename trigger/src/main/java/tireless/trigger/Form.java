package tireless.trigger;

import java.util.List;

/** What the text of a key must look like. */
public sealed interface Form {
    record Text() implements Form {}

    /** @param least the smallest that is allowed */
    record Whole(long least) implements Form {}

    /** @param aboveZero whether zero and less are refused, as of a target */
    record Decimal(boolean aboveZero) implements Form {}

    /** As Go reads it: {@code true}, {@code T}, {@code 1} … */
    record Flag() implements Form {}

    /** As Go writes it ({@code 1m30s}), or whole milliseconds; not negative. */
    record Time() implements Form {}

    /** Of a web server: {@code http://127.0.0.1:9090}. */
    record WebAddress() implements Form {}

    /** Of the IANA database: {@code Europe/Berlin}. */
    record Zone() implements Form {}

    /** Parted by commas. */
    record Items() implements Form {}

    /** {@code 1-4,8}. */
    record Ranges() implements Form {}

    /** {@code key=value}, parted by commas. */
    record Pairs() implements Form {}

    record Choice(List<String> of) implements Form {
        public Choice {
            of = List.copyOf(of);
        }
    }
}
