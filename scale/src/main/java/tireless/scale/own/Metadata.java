package tireless.scale.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;

/** The keys of one trigger while they are read; gathers what is wrong with them. */
final class Metadata {
    private final SortedMap<String, String> values;
    private final List<KeyProblem> problems = new ArrayList<>();

    Metadata(SortedMap<String, String> values) {
        this.values = values;
    }

    List<KeyProblem> problems() {
        return List.copyOf(problems);
    }

    void refuse(String key, String message, String hint) {
        problems.add(new KeyProblem(key, true, message, hint));
    }

    /** Warns of every key that is not among these. */
    void allowOnly(String type, Set<String> known) {
        values.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problems.add(new KeyProblem(
                        key,
                        false,
                        "`%s` has no key `%s`, which is ignored".formatted(type, key),
                        "Its keys are `%s`."
                                .formatted(String.join(
                                        "`, `", known.stream().sorted().toList())))));
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A number above zero that must be there. */
    OptionalDouble positive(String key, String example) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            refuse(key, "`%s` is missing".formatted(key), "Give a number above zero, as `%s`.".formatted(example));
            return OptionalDouble.empty();
        }
        OptionalDouble value = Amounts.parse(text.get());
        if (value.isEmpty() || value.getAsDouble() <= 0) {
            refuse(
                    key,
                    "`%s` is `%s`, which is no number above zero".formatted(key, text.get()),
                    "Give a number above zero, as `%s`.".formatted(example));
            return OptionalDouble.empty();
        }
        return value;
    }

    /** A number of zero or more that may be left out, and is zero then. */
    double orZero(String key) {
        return text(key)
                .map(text -> {
                    OptionalDouble value = Amounts.parse(text);
                    if (value.isEmpty()) {
                        refuse(
                                key,
                                "`%s` is `%s`, which is no number".formatted(key, text),
                                "Give a number, or leave it out for 0.");
                    }
                    return value.orElse(0);
                })
                .orElse(0.0);
    }

    /** One of these words; the first where it is left out. */
    String word(String key, String otherwise, String other) {
        String said = text(key).orElse(otherwise);
        if (!said.equals(otherwise) && !said.equals(other)) {
            refuse(
                    key,
                    "`%s` is `%s`".formatted(key, said),
                    "It is `%s` or `%s`; `%s` where it is left out.".formatted(otherwise, other, otherwise));
            return otherwise;
        }
        return said;
    }
}
