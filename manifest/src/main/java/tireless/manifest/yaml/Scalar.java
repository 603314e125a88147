package tireless.manifest.yaml;

import tireless.model.Location;

/**
 * A text, number or other single value. What it means is decided by whoever wants a value of a certain type.
 *
 * @param text the value; what was written, where it is not known
 * @param written the value before variables were filled in: fit for messages, for it holds no value of a variable
 * @param lastLine the line where it ends
 */
public record Scalar(String text, String written, Style style, Fill fill, Location at, int lastLine) implements Node {
    /** How it was written: only a plain one can be a number, a boolean or null. */
    public enum Style {
        PLAIN,
        QUOTED,
        BLOCK
    }

    /** What became of the variables in it. */
    public enum Fill {
        /** It has none. */
        WRITTEN,
        /** All were replaced by their values. */
        FILLED,
        /** The value is not known: a variable is not set, or a placeholder was left. It has been reported. */
        OPEN
    }

    static Scalar written(String text, Style style, Location at, int lastLine) {
        return new Scalar(text, text, style, Fill.WRITTEN, at, lastLine);
    }

    /** A scalar in the place of something that was reported already. */
    static Scalar open(Location at) {
        return new Scalar("", "", Style.PLAIN, Fill.OPEN, at, at.line());
    }

    public Scalar withText(String newText) {
        return new Scalar(newText, newText, style, fill, at, lastLine);
    }

    public Scalar filled(String value) {
        return new Scalar(value, written, style, Fill.FILLED, at, lastLine);
    }

    public Scalar open() {
        return new Scalar(written, written, style, Fill.OPEN, at, lastLine);
    }

    /** The same value, of which messages show stars only. */
    public Scalar covered() {
        return new Scalar(text, "****", style, fill, at, lastLine);
    }

    public boolean isOpen() {
        return fill == Fill.OPEN;
    }

    public boolean isNull() {
        return style == Style.PLAIN && fill == Fill.WRITTEN && CoreValues.isNull(text);
    }

    /** Whether it may be a number or a boolean: written without quotes, or filled by a variable. */
    public boolean isBare() {
        return style == Style.PLAIN || fill == Fill.FILLED;
    }

    /** The value as a message may show it: shortened, and without the values of variables. */
    public String shown() {
        String line = written.strip().replace('\n', ' ');
        return "`" + (line.length() > 40 ? line.substring(0, 39) + "…" : line) + "`";
    }

    @Override
    public String what() {
        return isNull() ? "nothing" : style == Style.PLAIN ? shown() : "the text " + shown();
    }
}
