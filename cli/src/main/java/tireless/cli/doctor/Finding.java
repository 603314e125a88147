package tireless.cli.doctor;

import java.util.Locale;
import tireless.cli.output.Tone;
import tireless.json.Form;

/**
 * What was found out about one thing.
 *
 * @param what the thing, in one or two words
 * @param found how it is
 * @param remedy what to do; empty where nothing is to be done
 */
record Finding(Level level, String what, String found, String remedy) {
    enum Level {
        OK(Tone.GOOD),
        WARNING(Tone.DOUBT),
        ERROR(Tone.BAD);

        private final Tone tone;

        Level(Tone tone) {
            this.tone = tone;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String what, String found) {
        return new Finding(Level.OK, what, found, "");
    }

    static Finding warning(String what, String found, String remedy) {
        return new Finding(Level.WARNING, what, found, remedy);
    }

    static Finding error(String what, String found, String remedy) {
        return new Finding(Level.ERROR, what, found, remedy);
    }

    /** One line, and one more for the remedy; each ends in a line break. */
    String text(boolean colour) {
        String word = level.tone.of(level.word(), colour)
                + " ".repeat(7 - level.word().length());
        String line = "%s  %-14s %s\n".formatted(word, what, found);
        return remedy.isEmpty() ? line : line + " ".repeat(24) + "→ " + remedy + "\n";
    }

    Form form() {
        return Form.empty()
                .with("level", level.word())
                .with("what", what)
                .with("found", found)
                .with("remedy", remedy);
    }
}
