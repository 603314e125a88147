package tireless.gotemplate.function;

import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** `eq`, `lt` and their like: numbers of one kind, texts and truths; whole numbers and others do not compare. */
final class Comparison {
    private Comparison() {}

    static boolean equal(Value left, Value right) {
        return switch (left) {
            case Value.Nothing _ -> right instanceof Value.Nothing;
            case Value.Text text
            when right instanceof Value.Text other -> text.text().equals(other.text());
            case Value.Whole whole when right instanceof Value.Whole other -> whole.number() == other.number();
            case Value.Real real when right instanceof Value.Real other -> real.number() == other.number();
            case Value.Truth truth when right instanceof Value.Truth other -> truth.truth() == other.truth();
            case Value.Moment moment when right instanceof Value.Moment other -> moment.equals(other);
            case Value.Text _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Truth _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Entries _ -> {
                if (right instanceof Value.Nothing) {
                    yield false;
                }
                throw incomparable(left, right);
            }
        };
    }

    static boolean less(Value left, Value right) {
        return switch (left) {
            case Value.Text text
            when right instanceof Value.Text other -> Utf8.ORDER.compare(text.text(), other.text()) < 0;
            case Value.Whole whole when right instanceof Value.Whole other -> whole.number() < other.number();
            case Value.Real real when right instanceof Value.Real other -> real.number() < other.number();
            case Value.Nothing _,
                    Value.Text _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Truth _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Entries _ -> throw incomparable(left, right);
        };
    }

    static boolean lessOrEqual(Value left, Value right) {
        return less(left, right) || equal(left, right);
    }

    private static FunctionFailed incomparable(Value left, Value right) {
        return new FunctionFailed("%s does not compare with %s".formatted(Types.type(left), Types.type(right)));
    }
}
