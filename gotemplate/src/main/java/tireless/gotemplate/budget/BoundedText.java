package tireless.gotemplate.budget;

/** A text that grows only as far as the budget allows. */
public final class BoundedText {
    private final Budget budget;
    private final StringBuilder text = new StringBuilder();

    public BoundedText(Budget budget) {
        this.budget = budget;
    }

    /** Who pays for it. */
    public Budget budget() {
        return budget;
    }

    public BoundedText append(String more) {
        reserve(more.length());
        text.append(more);
        return this;
    }

    public BoundedText append(char more) {
        reserve(1);
        text.append(more);
        return this;
    }

    public BoundedText codePoint(int more) {
        reserve(Character.charCount(more));
        text.appendCodePoint(more);
        return this;
    }

    /** {@code more}, as often as {@code count} says; not at all below 1. */
    public BoundedText repeat(String more, long count) {
        if (count > 0 && !more.isEmpty()) {
            budget.room(Math.min(count, Integer.MAX_VALUE));
            reserve(count * more.length());
            text.repeat(more, (int) count);
        }
        return this;
    }

    public int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void reserve(long count) {
        budget.room(text.length() + count);
        budget.characters(count);
    }
}
