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
        return of(JsonReader.read(text));
    }

    String write() {
        return JsonWriter.write(new Json.Members(members));
    }

    Form with(String name, String value) {
        members.put(name, new Json.Text(value));
        return this;
    }

    Form with(String name, long value) {
        members.put(name, new Json.Number(value));
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
        members.put(name, new Json.Array(values.stream().<Json>map(Json.Text::new).toList()));
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
        return members.get(name) instanceof Json.Text(String value) ? value : wrong(name);
    }

    long number(String name) {
        return members.get(name) instanceof Json.Number(long value) ? value : wrong(name);
    }

    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    boolean flag(String name) {
        return members.get(name) instanceof Json.Flag(boolean value) ? value : wrong(name);
    }

    Duration duration(String name) {
        return Duration.parse(text(name));
    }

    Instant instant(String name) {
        return Instant.parse(text(name));
    }

    Form form(String name) {
        return of(members.get(name));
    }

    List<String> texts(String name) {
        return members.get(name) instanceof Json.Array(List<Json> items)
                ? items.stream()
                        .map(item -> item instanceof Json.Text(String value) ? value : Form.<String>wrong(name))
                        .toList()
                : wrong(name);
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

    private static Form of(@Nullable Json json) {
        return json instanceof Json.Members(Map<String, Json> members) ? new Form(members) : wrong("object");
    }

    private static <T> T wrong(String name) {
        throw new IllegalArgumentException("the stored form has no " + name + " of the right kind");
    }
}
