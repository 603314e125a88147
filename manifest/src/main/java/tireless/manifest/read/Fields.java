package tireless.manifest.read;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tireless.manifest.problem.Nearest;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.CoreValues;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.Fix;
import tireless.model.Location;

/**
 * Reads the attributes of one mapping, none but those that are declared; {@link #refuseOthers} reports the rest. An
 * attribute that is null or open counts as absent, one of the wrong type is reported and counts as absent.
 */
public final class Fields {
    private final Mapping mapping;
    private final Attributes declared;
    private final Reading reading;

    public Fields(Mapping mapping, Attributes declared, Reading reading) {
        this.mapping = mapping;
        this.declared = declared;
        this.reading = reading;
    }

    /**
     * The value of {@code attribute}.
     *
     * @throws IllegalArgumentException when it is not declared for this mapping
     */
    public <T> T read(Attribute<T> attribute) {
        if (!declared.all().contains(attribute)) {
            throw new IllegalArgumentException(
                    "`%s` is not declared for %s".formatted(attribute.name(), declared.name()));
        }
        return attribute.reader().read(this, attribute.name());
    }

    /** Reports every attribute that is required and absent or null; one that is open was reported already. */
    public void checkRequired() {
        for (Attribute<?> attribute : declared.all()) {
            attribute.missing().ifPresent(hint -> require(attribute.name(), hint));
        }
    }

    /** The same mapping, of which only {@code others} are declared. */
    public Fields as(Attributes others) {
        return new Fields(mapping, others, reading);
    }

    /** What this mapping may hold. */
    public Attributes declared() {
        return declared;
    }

    public Problems problems() {
        return reading.problems();
    }

    public Location at() {
        return mapping.at();
    }

    /** The place of the key {@code name}, or of the mapping where it is not written. */
    public Location at(String name) {
        return mapping.entry(name).map(entry -> entry.key().at()).orElseGet(mapping::at);
    }

    /** The place of the key of {@code attribute}, or of the mapping where it is not written. */
    public Location at(Attribute<?> attribute) {
        return at(attribute.name());
    }

    /** The place of the value of {@code attribute}, or of the mapping where it is not written. */
    public Location valueAt(Attribute<?> attribute) {
        return valueAt(attribute.name());
    }

    Location valueAt(String name) {
        return mapping.entry(name).map(entry -> entry.value().at()).orElseGet(mapping::at);
    }

    /** The entry of {@code attribute} as written. */
    public Optional<Entry> written(Attribute<?> attribute) {
        return mapping.entry(attribute.name());
    }

    /** Whether {@code attribute} is written and not null; what is open counts too. */
    public boolean hasValue(Attribute<?> attribute) {
        return mapping.get(attribute.name()).isPresent();
    }

    /** The value of {@code attribute} as written, of whatever form. */
    public Optional<Node> node(Attribute<?> attribute) {
        return node(attribute.name());
    }

    Optional<Node> node(String name) {
        return mapping.get(name).filter(node -> !isOpen(node));
    }

    private void require(String name, String hint) {
        if (mapping.get(name).isEmpty()) {
            problems().error("missing-attribute", at(name), "`%s` is missing".formatted(name), hint);
        }
    }

    Optional<Scalar> scalar(String name) {
        return scalar(name, "text");
    }

    private Optional<Scalar> scalar(String name, String wanted) {
        return node(name).flatMap(node -> asScalar("`" + name + "`", wanted, node));
    }

    Optional<String> text(String name) {
        return scalar(name).map(Scalar::text);
    }

    /** A text out of {@code allowed}, in any case of letters. */
    Optional<String> choice(String name, List<String> allowed) {
        Optional<Scalar> scalar = scalar(name);
        Optional<String> chosen = scalar.flatMap(
                value -> allowed.stream().filter(value.text()::equalsIgnoreCase).findFirst());
        if (scalar.isPresent() && chosen.isEmpty()) {
            Scalar value = scalar.get();
            problems()
                    .error(
                            "bad-value",
                            value.at(),
                            "`%s` can not be %s".formatted(name, value.shown()),
                            "allowed: " + String.join(", ", allowed),
                            Nearest.certain(value.text(), allowed).flatMap(right -> Corrections.replace(value, right)));
        }
        if (chosen.isPresent() && !chosen.equals(scalar.map(Scalar::text))) {
            warnOfCase(scalar.get(), chosen.get());
        }
        return chosen;
    }

    private void warnOfCase(Scalar written, String right) {
        problems()
                .warning(
                        "misspelt",
                        written.at(),
                        "%s is read as `%s`".formatted(written.shown(), right),
                        "write `%s`".formatted(right),
                        Corrections.replace(written, right));
    }

    /** A whole number from {@code least} to {@code most}. */
    OptionalInt wholeNumber(String name, int least, int most) {
        return wholeNumber(name, least, most, false);
    }

    /** A whole number that may stand in quotes, which is reported as doubtful. */
    OptionalInt wholeNumberOrText(String name, int least, int most) {
        return wholeNumber(name, least, most, true);
    }

    private OptionalInt wholeNumber(String name, int least, int most, boolean orText) {
        Optional<Scalar> scalar = scalar(name, "a whole number");
        if (scalar.isEmpty()) {
            return OptionalInt.empty();
        }
        Scalar value = scalar.get();
        Optional<BigInteger> number = CoreValues.whole(value.text());
        if (orText && number.isPresent() && !value.isBare()) {
            problems()
                    .warning(
                            "misspelt",
                            value.at(),
                            "`%s` is a number; the text %s is read as one".formatted(name, value.shown()),
                            "remove the quotes",
                            Corrections.unquote(value));
        } else if (number.isEmpty() || !value.isBare()) {
            wrongType(
                    "`" + name + "`",
                    "a whole number",
                    value,
                    number.isPresent()
                            ? "remove the quotes"
                            : "write digits, as in `%s: %d`".formatted(name, Math.max(1, least)),
                    number.flatMap(_ -> Corrections.unquote(value)));
            return OptionalInt.empty();
        }
        if (number.get().compareTo(BigInteger.valueOf(least)) < 0
                || number.get().compareTo(BigInteger.valueOf(most)) > 0) {
            problems()
                    .error(
                            "bad-value",
                            value.at(),
                            "`%s` can not be %s".formatted(name, value.shown()),
                            "it must be between %d and %d".formatted(least, most));
            return OptionalInt.empty();
        }
        return OptionalInt.of(number.get().intValue());
    }

    Optional<Boolean> bool(String name) {
        Optional<Scalar> scalar = scalar(name, "true or false");
        Optional<Boolean> truth = scalar.filter(Scalar::isBare)
                .flatMap(value -> value.text().isEmpty() ? Optional.empty() : CoreValues.bool(value.text()));
        if (scalar.isPresent() && truth.isEmpty()) {
            wrongType(
                    "`" + name + "`",
                    "true or false",
                    scalar.get(),
                    "write `%s: true` or `%s: false`".formatted(name, name),
                    scalar.filter(value -> value.text().matches("true|false")).flatMap(Corrections::unquote));
        }
        return truth;
    }

    /** The texts of a list; what is no text is reported, what is open or nothing is left out. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(name)) {
            if (item instanceof Scalar scalar && scalar.isNull()) {
                problems()
                        .warning(
                                "unusual-value",
                                item.at(),
                                "an entry of `%s` is empty; it has no effect".formatted(name),
                                "remove it, or write it");
                continue;
            }
            asScalar("an entry of `" + name + "`", item).map(Scalar::text).ifPresent(texts::add);
        }
        return texts;
    }

    /** The entries of a list, open ones left out. */
    List<Node> items(String name) {
        return switch (node(name).orElse(null)) {
            case null -> List.of();
            case Sequence sequence ->
                sequence.items().stream().filter(item -> !isOpen(item)).toList();
            case Node other -> {
                wrongType(
                        "`" + name + "`",
                        "a list",
                        other,
                        "put `- ` before each entry, each on its own line",
                        other instanceof Scalar word ? Corrections.list(word) : Optional.empty());
                yield List.of();
            }
        };
    }

    /** The entries of a list; a single value or mapping counts as a list of it alone. */
    List<Node> itemsOrOne(String name) {
        return node(name)
                .filter(node -> !(node instanceof Sequence))
                .map(List::of)
                .orElseGet(() -> items(name));
    }

    /** The mappings in a list; a mapping that is not in a list counts as a list of it alone. */
    List<Fields> mappingsOrOne(String name, Attributes inner) {
        return node(name).orElse(null) instanceof Mapping one ? List.of(of(one, inner)) : mappings(name, inner);
    }

    /** The mappings in a list. */
    List<Fields> mappings(String name, Attributes inner) {
        List<Fields> found = new ArrayList<>();
        for (Node item : items(name)) {
            asMapping("an entry of `" + name + "`", item).ifPresent(entry -> found.add(of(entry, inner)));
        }
        return found;
    }

    Optional<Mapping> mapping(String name) {
        return node(name).flatMap(node -> asMapping("`" + name + "`", node));
    }

    Optional<Fields> fields(String name, Attributes inner) {
        return mapping(name).map(found -> of(found, inner));
    }

    /** The same reading of a mapping that is not reached by a name. */
    public Fields of(Mapping other, Attributes inner) {
        return new Fields(other, inner, reading);
    }

    /** The entries of this mapping, for names that the user chooses. */
    public List<Entry> entries() {
        return mapping.entries();
    }

    /** The scalar that {@code node} is; anything else is reported under the name {@code what}. */
    public Optional<Scalar> asScalar(String what, Node node) {
        return asScalar(what, "text", node);
    }

    private Optional<Scalar> asScalar(String what, String wanted, Node node) {
        if (node instanceof Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar);
        }
        wrongType(what, wanted, node, "write a single value");
        return Optional.empty();
    }

    private Optional<Mapping> asMapping(String what, Node node) {
        if (node instanceof Mapping inner) {
            return Optional.of(inner);
        }
        wrongType(what, "a mapping", node, "write `key: value` lines below it, indented");
        return Optional.empty();
    }

    private void wrongType(String what, String wanted, Node node, String hint) {
        wrongType(what, wanted, node, hint, Optional.empty());
    }

    private void wrongType(String what, String wanted, Node node, String hint, Optional<Fix> fix) {
        problems()
                .error(
                        "wrong-type",
                        node.at(),
                        "%s must be %s, not %s".formatted(what, wanted, node.what()),
                        hint,
                        fix);
    }

    public void refuseOthers() {
        refuseOthers(_ -> Optional.empty());
    }

    /** Reports every attribute that is not declared, with {@code hint} where that knows better than the nearest name. */
    public void refuseOthers(Function<String, Optional<String>> hint) {
        refuseOthers(hint, Optional.empty());
    }

    /** The same; where {@code hint} knows better, {@code fix} is what makes it right. */
    void refuseOthers(Function<String, Optional<String>> hint, Optional<Fix> fix) {
        Set<String> known = declared.known(mapping);
        Slips slips = new Slips(mapping, known);
        for (Entry entry : mapping.entries()) {
            if (known.contains(entry.name()) || entry.key().isOpen()) {
                continue;
            }
            Optional<String> better = hint.apply(entry.name());
            String advice = better.orElseGet(() -> Nearest.hint(entry.name(), known));
            Optional<Fix> correction = better.isPresent() ? fix : slips.fix(entry);
            String message = "unknown attribute " + entry.key().shown();
            if (reading.lenient()) {
                problems()
                        .warning(
                                "unknown-attribute", entry.key().at(), message + "; it is ignored", advice, correction);
            } else {
                problems().error("unknown-attribute", entry.key().at(), message, advice, correction);
            }
        }
    }

    /** What moves the attributes right behind the empty {@code section} below it; see {@link Misplaced}. */
    Optional<Fix> indentBelow(String section, Predicate<String> belongs) {
        return new Misplaced(
                        mapping,
                        name -> belongs.test(name) && !declared.known(mapping).contains(name))
                .indentBelow(section);
    }

    private static boolean isOpen(Node node) {
        return node instanceof Scalar scalar && scalar.isOpen();
    }
}
