package tireless.cli.spelling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.cli.target.Identifier;
import tireless.model.ResourceKey;

/** A plain command line on its way. Not for use by many threads. */
final class PlainLine {
    private final List<String> words = new ArrayList<>();

    private PlainLine() {}

    static PlainLine of(String... command) {
        PlainLine line = new PlainLine();
        line.words.addAll(List.of(command));
        return line;
    }

    PlainLine with(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    PlainLine withIf(boolean condition, String... more) {
        return condition ? with(more) : this;
    }

    /** An option and its value, where there is one. */
    PlainLine with(String option, Optional<String> value) {
        value.ifPresent(given -> with(option, given));
        return this;
    }

    /** Every file that was named. */
    PlainLine withFiles(Spelled spelled) {
        spelled.values(Flag.FILE).forEach(file -> with("-f", file));
        return this;
    }

    /** The resource that {@code -i}, {@code --id} or {@code -t} and {@code -n} name, and {@code -w}. */
    PlainLine withTarget(Spelled spelled) {
        Optional<Identifier> identifier = spelled.value(Flag.ID)
                .map(Identifier::parseId)
                .or(() -> spelled.value(Flag.IDENTIFIER).map(Identifier::parse));
        if (identifier.isPresent()) {
            with(identifier.get().type().keyword() + "/" + identifier.get().name());
            return with("-w", identifier.get().workspace().or(() -> spelled.value(Flag.WORKSPACE)));
        }
        return with("-t", spelled.value(Flag.TYPE))
                .with("-n", spelled.value(Flag.NAME))
                .with("-w", spelled.value(Flag.WORKSPACE).filter(space -> !space.equals(ResourceKey.INSTANCE)));
    }

    /** Whether the answer is shown again and again, and how often. */
    PlainLine withRefresh(Spelled spelled) {
        return withIf(spelled.has(Flag.REFRESH), "--refresh").with("--refreshRate", spelled.value(Flag.REFRESH_RATE));
    }

    /** What belongs to no flag of DataOS. */
    PlainLine withRest(Spelled spelled) {
        words.addAll(spelled.rest());
        return this;
    }

    Rewritten said(String verb) {
        return new Rewritten.Plain(words, verb);
    }
}
