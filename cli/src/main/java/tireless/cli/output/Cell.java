package tireless.cli.output;

import tireless.manifest.problem.TerminalText;

/** One text in a table, of which no character can be a command to a terminal. */
public record Cell(String text, Tone tone) {
    public Cell {
        text = TerminalText.of(text);
    }

    public static Cell of(String text) {
        return new Cell(text, Tone.PLAIN);
    }

    public static Cell of(long number) {
        return of(String.valueOf(number));
    }

    /** A status, runtime or phase in its colour. */
    public static Cell state(String state) {
        return new Cell(state, Tone.ofState(state));
    }

    /** How many columns of a terminal it takes. */
    int width() {
        return TerminalText.width(text);
    }
}
