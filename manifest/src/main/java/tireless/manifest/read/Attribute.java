package tireless.manifest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;

/**
 * An attribute, declared once: reading and checking it, and what is told about it elsewhere, come from here.
 *
 * @param <T> what reading it gives
 * @param missing what to do where it is missing; empty where it may be
 * @param usual the value that holds where it is absent: a text, a number or a boolean
 */
public record Attribute<T>(
        String name,
        Form form,
        Reader<T> reader,
        String description,
        Optional<String> missing,
        Optional<Object> usual,
        List<Object> examples) {
    /** Takes the value of the attribute {@code name} from a mapping, and reports what is wrong with it. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Fields fields, String name);
    }

    public Attribute {
        examples = List.copyOf(examples);
    }

    static <T> Attribute<T> of(String name, Form form, Reader<T> reader) {
        return new Attribute<>(name, form, reader, "", Optional.empty(), Optional.empty(), List.of());
    }

    public static Attribute<Optional<String>> text(String name) {
        return of(name, Form.Text.ANY, Fields::text);
    }

    /** A text together with its place; whoever reads it checks that it is like {@code form}. */
    static Attribute<Optional<Scalar>> scalar(String name, Form.Text form) {
        return of(name, form, Fields::scalar);
    }

    /** A text that {@code parse} makes a value of, or reports. */
    public static <T> Attribute<Optional<T>> parsed(
            String name, Form form, BiFunction<Scalar, Fields, Optional<T>> parse) {
        return of(name, form, (fields, named) -> fields.scalar(named).flatMap(written -> parse.apply(written, fields)));
    }

    static Attribute<Optional<String>> choice(String name, List<String> allowed) {
        return of(name, new Form.Choice(allowed, List.of(), false), (fields, named) -> fields.choice(named, allowed));
    }

    /** A text that is mostly one of {@code usual}; another one is a warning. */
    static Attribute<Optional<String>> usualText(String name, List<String> usual, String otherwise) {
        return of(
                name,
                new Form.Choice(usual, List.of(), true),
                (fields, named) -> Usual.text(fields, named, usual, otherwise));
    }

    public static Attribute<OptionalInt> wholeNumber(String name, int least) {
        return wholeNumber(name, least, Integer.MAX_VALUE);
    }

    static Attribute<OptionalInt> wholeNumber(String name, int least, int most) {
        return of(
                name,
                new Form.WholeNumber(least, most, false),
                (fields, named) -> fields.wholeNumber(named, least, most));
    }

    /** A whole number that may stand in quotes, with a warning. */
    static Attribute<OptionalInt> wholeNumberOrText(String name, int least, int most) {
        return of(
                name,
                new Form.WholeNumber(least, most, true),
                (fields, named) -> fields.wholeNumberOrText(named, least, most));
    }

    static Attribute<Optional<Boolean>> bool(String name) {
        return of(name, new Form.TrueOrFalse(), Fields::bool);
    }

    static Attribute<List<String>> texts(String name) {
        return of(name, new Form.ListOf(Form.Text.ANY, false, true, 0), Fields::texts);
    }

    public static Attribute<Optional<Fields>> section(String name, Attributes inner) {
        return of(name, new Form.Section(inner), (fields, named) -> fields.fields(named, inner));
    }

    static Attribute<List<Fields>> sections(String name, Attributes inner) {
        return of(
                name,
                new Form.ListOf(new Form.Section(inner), false, false, 0),
                (fields, named) -> fields.mappings(named, inner));
    }

    static Attribute<List<Fields>> sectionsOrOne(String name, Attributes inner) {
        return sectionsOrOne(name, inner, 0);
    }

    static Attribute<List<Fields>> sectionsOrOne(String name, Attributes inner, int least) {
        return of(
                name,
                new Form.ListOf(new Form.Section(inner), true, false, least),
                (fields, named) -> fields.mappingsOrOne(named, inner));
    }

    static Attribute<Map<String, String>> pairs(String name) {
        return pairs(name, Form.Pairs.ANY, Pairs::read);
    }

    static Attribute<Map<String, String>> pairs(
            String name, Form.Pairs form, Function<Fields, Map<String, String>> reader) {
        return of(
                name,
                form,
                (fields, named) ->
                        fields.fields(named, Attributes.NONE).map(reader).orElse(Map.of()));
    }

    static Attribute<Optional<Mapping>> mapping(String name) {
        return of(name, new Form.Open(), Fields::mapping);
    }

    static Attribute<Optional<Node>> anything(String name) {
        return of(name, new Form.Anything(), Fields::node);
    }

    static Attribute<Optional<Node>> ignored(String name) {
        return of(name, new Form.Ignored(), Fields::node);
    }

    static Attribute<Optional<Node>> refused(String name) {
        return of(name, new Form.Refused(), Fields::node);
    }

    /** With what a person should know about it: a phrase for a table, without a full stop. */
    public Attribute<T> described(String text) {
        return new Attribute<>(name, form, reader, text, missing, usual, examples);
    }

    /** That must not be missing; {@code hint} says what to do where it is. */
    Attribute<T> required(String hint) {
        return new Attribute<>(name, form, reader, description, Optional.of(hint), usual, examples);
    }

    public Attribute<T> byDefault(Object value) {
        return new Attribute<>(name, form, reader, description, missing, Optional.of(value), examples);
    }

    public Attribute<T> example(Object example) {
        List<Object> joined = new ArrayList<>(examples);
        joined.add(example);
        return new Attribute<>(name, form, reader, description, missing, usual, joined);
    }
}
