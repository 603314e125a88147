package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import tireless.manifest.yaml.Scalar;

/** Values that the documentation of DataOS does not agree on: an unusual one is a warning. */
final class Usual {
    private Usual() {}

    /**
     * The text at {@code name}, in the letters of {@code usual} where it is one of them.
     *
     * @param otherwise what becomes of another one, for people
     */
    static Optional<String> text(Fields fields, String name, List<String> usual, String otherwise) {
        Optional<Scalar> written = fields.scalar(name);
        Optional<String> known = written.flatMap(
                value -> usual.stream().filter(value.text()::equalsIgnoreCase).findFirst());
        if (written.isPresent() && known.isEmpty()) {
            fields.problems()
                    .warning(
                            "unusual-value",
                            written.get().at(),
                            "`%s` is not known as a value of `%s`; %s"
                                    .formatted(written.get().shown().replace("`", ""), name, otherwise),
                            "usual: " + String.join(", ", usual));
        }
        return known.or(() -> written.map(Scalar::text));
    }
}
