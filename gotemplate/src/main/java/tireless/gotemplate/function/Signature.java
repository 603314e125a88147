package tireless.gotemplate.function;

import java.util.List;
import java.util.Optional;

/**
 * What a function takes.
 *
 * @param rest of this, any number may follow
 */
public record Signature(List<Parameter> fixed, Optional<Parameter> rest) {
    public Signature {
        fixed = List.copyOf(fixed);
    }

    public static Signature of(Parameter... fixed) {
        return new Signature(List.of(fixed), Optional.empty());
    }

    /** These, and any number of {@code rest}. */
    public static Signature withRest(Parameter rest, Parameter... fixed) {
        return new Signature(List.of(fixed), Optional.of(rest));
    }

    /** What stands at the place; for a call that {@link #refusal} lets pass. */
    public Parameter at(int index) {
        return index < fixed.size() ? fixed.get(index) : rest.orElseThrow();
    }

    /** What is wrong with so many arguments; nothing, if they are right. */
    public Optional<String> refusal(String name, int count) {
        if (count == fixed.size() || (rest.isPresent() && count > fixed.size())) {
            return Optional.empty();
        }
        return Optional.of("`%s` takes %s%d arguments, not %d"
                .formatted(name, rest.isPresent() ? "at least " : "", fixed.size(), count));
    }
}
