package tireless.model;

import java.util.OptionalInt;

/** One change of a text. Lines and columns are those of the text before any change; no edit adds or removes a line. */
public sealed interface TextEdit {
    /** Where it begins. */
    Location at();

    /**
     * {@code old} becomes {@code young}.
     *
     * @param old what stands at the place, within one line; with anything else there, the edit does not apply. Empty to insert
     */
    record Replacement(Location at, String old, String young) implements TextEdit {
        public Replacement {
            if (old.indexOf('\n') >= 0 || young.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("an edit stays within its line: " + at);
            }
        }
    }

    /** The quotes around {@code text}, single or double, go; between them stands exactly that. */
    record Unquoting(Location at, String text) implements TextEdit {}

    /**
     * A line and what follows it move to the right: every line that is not empty, up to one that is indented less than
     * {@code at}, a document mark, or {@code before}.
     *
     * @param at the first character of the first line behind its indentation
     * @param before the line that stays, where it is known
     * @param spaces how far, at least 1
     */
    record Indentation(Location at, OptionalInt before, int spaces) implements TextEdit {
        public Indentation {
            if (spaces < 1) {
                throw new IllegalArgumentException("not to the right: " + spaces);
            }
        }
    }
}
