package tireless.store.text;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Named fields on their way into text or out of it. Reading a field that is absent or of another kind throws {@link IllegalArgumentException}. */
final class Form {
    private final Map<String, Json> members;

    private Form(Map<String, Json> members) {
        this.members = members;
    }

    static Form empty() {
        return new Form(new LinkedHashMap<>());
    }

    static Form read(String text) {
        return new Form(as(JsonReader.read(text), "object", Json.Members.class).members());
    }

    String write() {
        return JsonWriter.write(new Json.Members(members));
    }

    Form with(String name, String value) {
        members.put(name, new Json.Text(value));
        return this;
    }

    Form with(String name, long value) {
        members.put(name, new Json.Whole(value));
        return this;
    }

    Form with(String name, boolean value) {
        members.put(name, new Json.Flag(value));
        return this;
    }

    Form with(String name, Duration value) {
        return with(name, value.toString());
    }

    Form with(String name, Instant value) {
        return with(name, value.toString());
    }

    Form with(String name, Form value) {
        members.put(name, new Json.Members(value.members));
        return this;
    }

    Form with(String name, List<String> values) {
        members.put(
                name, new Json.Array(values.stream().<Json>map(Json.Text::new).toList()));
        return this;
    }

    Form with(String name, SortedMap<String, String> values) {
        Form form = empty();
        values.forEach(form::with);
        return with(name, form);
    }

    Form with(String name, Optional<Duration> value) {
        value.ifPresent(duration -> with(name, duration));
        return this;
    }

    Form with(String name, OptionalLong value) {
        value.ifPresent(number -> with(name, number));
        return this;
    }

    String text(String name) {
        return member(name, Json.Text.class).value();
    }

    long number(String name) {
        return member(name, Json.Whole.class).value();
    }

    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    boolean flag(String name) {
        return member(name, Json.Flag.class).value();
    }

    Duration duration(String name) {
        return Duration.parse(text(name));
    }

    Instant instant(String name) {
        return Instant.parse(text(name));
    }

    Form form(String name) {
        return new Form(member(name, Json.Members.class).members());
    }

    List<String> texts(String name) {
        return member(name, Json.Array.class).items().stream()
                .map(item -> as(item, name, Json.Text.class).value())
                .toList();
    }

    SortedMap<String, String> textsByName(String name) {
        Form form = form(name);
        SortedMap<String, String> texts = new TreeMap<>();
        form.members.keySet().forEach(key -> texts.put(key, form.text(key)));
        return texts;
    }

    Optional<Duration> optionalDuration(String name) {
        return members.containsKey(name) ? Optional.of(duration(name)) : Optional.empty();
    }

    OptionalLong optionalNumber(String name) {
        return members.containsKey(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
    }

    private <J extends Json> J member(String name, Class<J> kind) {
        return as(members.get(name), name, kind);
    }

    private static <J extends Json> J as(@Nullable Json json, String name, Class<J> kind) {
        if (!kind.isInstance(json)) {
            throw new IllegalArgumentException("the stored form has no " + name + " of the right kind");
        }
        return kind.cast(json);
    }
}
