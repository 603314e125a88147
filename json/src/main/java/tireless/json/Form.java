package tireless.json;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Named fields on their way into JSON or out of it, in the order in which they were added. Reading a field that is absent or of
 * another kind throws {@link IllegalArgumentException} with its name. Not for use by many threads.
 */
public final class Form {
    private final Map<String, Json> members;

    private Form(Map<String, Json> members) {
        this.members = members;
    }

    public static Form empty() {
        return new Form(new LinkedHashMap<>());
    }

    /** @throws IllegalArgumentException if the text is no JSON object */
    public static Form read(String text) {
        return new Form(as(JsonReader.read(text), "object", Json.Members.class).members());
    }

    public String write() {
        return JsonWriter.write(json());
    }

    public Json json() {
        return new Json.Members(members);
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The names of all fields. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /**
     * The same form, if it has no other fields than these.
     *
     * @throws IllegalArgumentException naming one that is not among them, and what is allowed
     */
    public Form allowOnly(Set<String> allowed) {
        members.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .findFirst()
                .ifPresent(other -> {
                    String known = allowed.stream()
                            .sorted()
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", "));
                    throw new IllegalArgumentException("there is no `%s` here; %s"
                            .formatted(other, allowed.isEmpty() ? "nothing is asked for" : "there may be " + known));
                });
        return this;
    }

    public Form with(String name, Json value) {
        members.put(name, value);
        return this;
    }

    public Form with(String name, String value) {
        return with(name, new Json.Text(value));
    }

    public Form with(String name, long value) {
        return with(name, new Json.Whole(value));
    }

    public Form with(String name, boolean value) {
        return with(name, new Json.Flag(value));
    }

    public Form with(String name, Duration value) {
        return with(name, value.toString());
    }

    public Form with(String name, Instant value) {
        return with(name, value.toString());
    }

    public Form with(String name, Form value) {
        return with(name, value.json());
    }

    public Form with(String name, List<String> values) {
        return with(
                name, new Json.Array(values.stream().<Json>map(Json.Text::new).toList()));
    }

    public Form with(String name, Map<String, String> values) {
        Form form = empty();
        values.forEach(form::with);
        return with(name, form);
    }

    /** A list of objects. */
    public <T> Form withEach(String name, List<T> values, Function<T, Form> form) {
        return with(
                name,
                new Json.Array(
                        values.stream().map(value -> form.apply(value).json()).toList()));
    }

    /** Left out where it is empty. */
    public Form withDuration(String name, Optional<Duration> value) {
        value.ifPresent(duration -> with(name, duration));
        return this;
    }

    /** Left out where it is empty. */
    public Form withText(String name, Optional<String> value) {
        value.ifPresent(text -> with(name, text));
        return this;
    }

    /** Left out where it is empty. */
    public Form withInstant(String name, Optional<Instant> value) {
        value.ifPresent(instant -> with(name, instant));
        return this;
    }

    /** Left out where it is empty. */
    public Form with(String name, OptionalLong value) {
        value.ifPresent(number -> with(name, number));
        return this;
    }

    /** Left out where it is empty. */
    public Form with(String name, OptionalInt value) {
        value.ifPresent(number -> with(name, number));
        return this;
    }

    /** Left out where it is empty. */
    public Form with(String name, OptionalDouble value) {
        value.ifPresent(number -> with(name, new Json.Decimal(number)));
        return this;
    }

    public String text(String name) {
        return member(name, Json.Text.class).value();
    }

    public long number(String name) {
        return member(name, Json.Whole.class).value();
    }

    public int integer(String name) {
        try {
            return Math.toIntExact(number(name));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("`%s` is too large".formatted(name), e);
        }
    }

    public boolean flag(String name) {
        return member(name, Json.Flag.class).value();
    }

    /** @throws java.time.DateTimeException if it is no ISO 8601 duration */
    public Duration duration(String name) {
        return Duration.parse(text(name));
    }

    /** @throws java.time.DateTimeException if it is no ISO 8601 instant */
    public Instant instant(String name) {
        return Instant.parse(text(name));
    }

    public Form form(String name) {
        return new Form(member(name, Json.Members.class).members());
    }

    public List<String> texts(String name) {
        return items(name).stream()
                .map(item -> as(item, name, Json.Text.class).value())
                .toList();
    }

    /** The objects of a list. */
    public <T> List<T> each(String name, Function<Form, T> read) {
        return items(name).stream()
                .map(item ->
                        read.apply(new Form(as(item, name, Json.Members.class).members())))
                .toList();
    }

    private List<Json> items(String name) {
        return member(name, Json.Array.class).items();
    }

    public SortedMap<String, String> textsByName(String name) {
        Form form = form(name);
        SortedMap<String, String> texts = new TreeMap<>();
        form.members.keySet().forEach(key -> texts.put(key, form.text(key)));
        return texts;
    }

    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** False where there is none. */
    public boolean optionalFlag(String name) {
        return has(name) && flag(name);
    }

    public Optional<Duration> optionalDuration(String name) {
        return has(name) ? Optional.of(duration(name)) : Optional.empty();
    }

    public Optional<Instant> optionalInstant(String name) {
        return has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    public OptionalLong optionalNumber(String name) {
        return has(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
    }

    public OptionalInt optionalInteger(String name) {
        return has(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
    }

    /** A number with or without a fraction. */
    public OptionalDouble optionalDecimal(String name) {
        return switch (members.get(name)) {
            case null -> OptionalDouble.empty();
            case Json.Decimal(double value) -> OptionalDouble.of(value);
            case Json.Whole(long value) -> OptionalDouble.of((double) value);
            case Json.Text _, Json.Flag _, Json.Array _, Json.Members _ -> throw wrong(name);
        };
    }

    private <J extends Json> J member(String name, Class<J> kind) {
        return as(members.get(name), name, kind);
    }

    private static <J extends Json> J as(@Nullable Json json, String name, Class<J> kind) {
        if (!kind.isInstance(json)) {
            throw wrong(name);
        }
        return kind.cast(json);
    }

    private static IllegalArgumentException wrong(String name) {
        return new IllegalArgumentException("there is no `%s` of the right kind".formatted(name));
    }
}
