package tireless.manifest.yaml;

import java.util.List;
import java.util.Optional;
import tireless.model.Location;

/** A mapping in the order of the text; no key occurs twice. */
public record Mapping(List<Entry> entries, Location at) implements Node {
    /** One key with its value. */
    public record Entry(Scalar key, Node value) {
        public String name() {
            return key.text();
        }
    }

    public Mapping {
        entries = List.copyOf(entries);
    }

    /** The entry of {@code key}; its value may be null in the sense of YAML. */
    public Optional<Entry> entry(String key) {
        return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
    }

    /** The value of {@code key}; empty where the key is absent or its value is null. */
    public Optional<Node> get(String key) {
        return entry(key).map(Entry::value).filter(value -> !isNull(value));
    }

    /** The same mapping with the key {@code from} called {@code to}, at its old place. */
    public Mapping renamed(String from, String to) {
        return new Mapping(
                entries.stream()
                        .map(entry -> entry.name().equals(from)
                                ? new Entry(entry.key().withText(to), entry.value())
                                : entry)
                        .toList(),
                at);
    }

    /** The same mapping with {@code value} in the place of what {@code key} held. */
    public Mapping with(String key, Node value) {
        return new Mapping(
                entries.stream()
                        .map(entry -> entry.name().equals(key) ? new Entry(entry.key(), value) : entry)
                        .toList(),
                at);
    }

    @Override
    public String what() {
        return "a mapping";
    }

    private static boolean isNull(Node node) {
        return node instanceof Scalar scalar && scalar.isNull();
    }
}
