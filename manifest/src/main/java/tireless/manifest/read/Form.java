package tireless.manifest.read;

import java.util.List;
import java.util.Optional;

/**
 * What the value of an attribute looks like. A null counts as absent, and a text with a variable may stand for any value:
 * both hold for every form, so none says it.
 */
public sealed interface Form {
    /** The plain values beside texts that a text may be written as. */
    enum Plain {
        /** Numbers and booleans: any value is a text. */
        ANY,
        /** Numbers from zero on and booleans, as a name may be {@code 7} or {@code true}. */
        WORDS,
        /** Booleans. */
        BOOLEANS,
        /** Numbers from zero to one. */
        PARTS,
        /** Numbers above zero. */
        POSITIVE,
        /** Whole numbers of up to nine digits. */
        SECONDS,
        /** Whole numbers that an account can have, and booleans. */
        ACCOUNTS,
        /** None: no number and no boolean matches the pattern. */
        NONE
    }

    /** A single value; {@code pattern} is a regular expression for the whole of it. */
    record Text(Optional<String> pattern, Plain plain) implements Form {
        public static final Text ANY = new Text(Optional.empty(), Plain.ANY);

        public static Text like(String pattern, Plain plain) {
            return new Text(Optional.of(pattern), plain);
        }
    }

    /**
     * One of some texts, in any case of letters.
     *
     * @param also what is read too, and not advised
     * @param others whether another text is read too, with a warning
     */
    record Choice(List<String> allowed, List<String> also, boolean others) implements Form {
        public Choice {
            allowed = List.copyOf(allowed);
            also = List.copyOf(also);
        }
    }

    /** This text and no other. */
    record Word(String word) implements Form {}

    /** @param orText whether it may stand in quotes */
    record WholeNumber(int least, int most, boolean orText) implements Form {}

    record TrueOrFalse() implements Form {}

    /**
     * A list.
     *
     * @param orOne whether an entry alone counts as a list of it
     * @param gaps whether an entry may be nothing
     * @param least how many entries there must be
     */
    record ListOf(Form entry, boolean orOne, boolean gaps, int least) implements Form {}

    /** A mapping with attributes that are declared. */
    record Section(Attributes attributes) implements Form {}

    /** A single value or a section. */
    record TextOrSection(Attributes attributes) implements Form {}

    /** A mapping of texts whose names the user chooses; the texts are patterns of names and values. */
    record Pairs(Optional<String> names, Optional<String> values) implements Form {
        public static final Pairs ANY = new Pairs(Optional.empty(), Optional.empty());
    }

    /** A mapping of anything. */
    record Open() implements Form {}

    record Anything() implements Form {}

    /** A value of any form that has no effect; reported as a slip. */
    record Ignored() implements Form {}

    /** Never a value: the attribute is known in order to say why it is refused. */
    record Refused() implements Form {}
}
