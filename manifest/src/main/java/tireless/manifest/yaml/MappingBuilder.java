package tireless.manifest.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.model.Location;

/** Puts a mapping together: reports keys that occur twice or are no text, and merges what {@code <<} names. */
final class MappingBuilder {
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Mapping> merged = new ArrayList<>();

    MappingBuilder(Problems problems) {
        this.problems = problems;
    }

    void add(Node key, Node value) {
        if (!(key instanceof Scalar name) || name.isNull()) {
            problems.error(
                    "key-not-text",
                    key.at(),
                    "a key must be text, not " + key.what(),
                    "put quotes around a text that begins with { or [");
            return;
        }
        if (name.style() == Scalar.Style.PLAIN && name.text().equals("<<")) {
            merge(value);
            return;
        }
        Entry first = entries.putIfAbsent(name.text(), new Entry(name, value));
        if (first != null) {
            problems.error(
                    "duplicate-key",
                    name.at(),
                    "%s is already set on line %d, column %d"
                            .formatted(
                                    name.shown(),
                                    first.key().at().line(),
                                    first.key().at().column()),
                    "keep one of the two");
        }
    }

    private void merge(Node value) {
        switch (value) {
            case Mapping mapping -> merged.add(mapping);
            case Sequence sequence -> sequence.items().forEach(this::merge);
            case Scalar scalar ->
                problems.error(
                        "merge", scalar.at(), "`<<` takes a mapping, not " + scalar.what(), "write `<<: *anchor`");
        }
    }

    Mapping build(Location at) {
        for (Mapping mapping : merged) {
            mapping.entries().forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        }
        return new Mapping(List.copyOf(entries.values()), at);
    }
}
