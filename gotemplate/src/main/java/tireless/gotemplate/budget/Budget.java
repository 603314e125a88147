package tireless.gotemplate.budget;

import java.util.function.Supplier;

/** What is left of the limits in one rendering. Asked before something is made, so that nothing huge ever is. */
public final class Budget {
    private static final int CHARACTERS_PER_STEP = 16;

    private final Limits limits;
    private long work;
    private int depth;

    public Budget(Limits limits) {
        this.limits = limits;
    }

    public Limits limits() {
        return limits;
    }

    /** One action, call or item. */
    public void step() {
        steps(1);
    }

    /** As many items are about to be made. */
    public void steps(long count) {
        spend(count > Long.MAX_VALUE / CHARACTERS_PER_STEP ? Long.MAX_VALUE : count * CHARACTERS_PER_STEP);
    }

    /** As many characters are about to be made. */
    public void characters(long count) {
        spend(count);
    }

    /** A text of this length is about to be made of parts that were paid for. */
    public void room(long length) {
        if (length > limits.characters()) {
            throw new LimitReached("a text of more than %d characters is not made".formatted(limits.characters()));
        }
    }

    /** What {@code inner} gives, one level deeper. */
    public <T> T deeper(Supplier<T> inner) {
        if (depth >= limits.depth()) {
            throw new LimitReached("this is nested more than %d levels deep".formatted(limits.depth()));
        }
        depth++;
        try {
            return inner.get();
        } finally {
            depth--;
        }
    }

    private void spend(long amount) {
        long most = limits.steps() > Long.MAX_VALUE / CHARACTERS_PER_STEP
                ? Long.MAX_VALUE
                : limits.steps() * CHARACTERS_PER_STEP;
        if (amount > most - work) {
            throw new LimitReached("this takes more than %d steps".formatted(limits.steps()));
        }
        work += amount;
    }
}
