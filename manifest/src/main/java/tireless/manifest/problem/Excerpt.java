package tireless.manifest.problem;

/**
 * A line as it is printed, cut around the place that matters.
 *
 * @param caret the columns before the place
 */
record Excerpt(String text, int caret) {
    private static final int WIDEST = 110;
    private static final int BEFORE = 60;

    /**
     * @param column from 1, in characters; one behind the line's end marks the end
     */
    static Excerpt of(String line, int column) {
        int length = line.codePointCount(0, line.length());
        int place = Math.clamp(column - 1, 0, length);
        int from = place > BEFORE && length > WIDEST ? place - BEFORE : 0;
        int to = Math.min(length, from + WIDEST);
        int start = line.offsetByCodePoints(0, from);
        int[] characters = line.substring(start, line.offsetByCodePoints(start, to - from))
                .codePoints()
                .toArray();
        StringBuilder text = new StringBuilder(from > 0 ? "…" : "");
        int caret = text.length();
        for (int i = from; i < to; i++) {
            String printed = TerminalText.of(characters[i - from]);
            caret += i < place ? TerminalText.width(printed) : 0;
            text.append(printed);
        }
        return new Excerpt(text.append(to < length ? "…" : "").toString(), caret);
    }
}
