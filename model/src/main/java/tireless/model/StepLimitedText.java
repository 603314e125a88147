package tireless.model;

import java.util.function.Supplier;

/**
 * A text that is read one character a step, and no more than so many: a pattern that goes through it in more ways than there is time for is
 * given up, after the same number of steps on each machine. For one search of one thread.
 */
public final class StepLimitedText implements CharSequence {
    private final String text;
    private final Supplier<? extends RuntimeException> tooMany;
    private int left;

    /** @param tooMany what the step after the last one throws */
    public StepLimitedText(String text, int steps, Supplier<? extends RuntimeException> tooMany) {
        this.text = text;
        this.left = steps;
        this.tooMany = tooMany;
    }

    @Override
    public char charAt(int index) {
        if (left-- == 0) {
            throw tooMany.get();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
