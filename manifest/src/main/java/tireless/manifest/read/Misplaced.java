package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Scalar;
import tireless.model.Fix;
import tireless.model.Location;
import tireless.model.TextEdit.Indentation;

/**
 * Attributes beside a section that they belong into.
 *
 * @param belongs whether a name belongs into the section, and to nothing else
 */
record Misplaced(Mapping mapping, Predicate<String> belongs) {
    private static final int SPACES = 2;

    /** What moves them below it: the section is empty, they all follow it at once, and each begins a line of its own. */
    Optional<Fix> indentBelow(String section) {
        List<Entry> entries = mapping.entries();
        int start = entries.stream().map(Entry::name).toList().indexOf(section);
        if (start < 0 || !(entries.get(start).value() instanceof Scalar empty) || !isNothing(empty)) {
            return Optional.empty();
        }
        int end = start + 1;
        while (end < entries.size() && belongs.test(entries.get(end).name()) && isBelow(entries, end)) {
            end++;
        }
        long all = entries.stream().map(Entry::name).filter(belongs).count();
        boolean rest = end == entries.size() || isBelow(entries, end);
        if (end == start + 1 || all != end - start - 1 || !rest) {
            return Optional.empty();
        }
        OptionalInt next = end == entries.size()
                ? OptionalInt.empty()
                : OptionalInt.of(place(entries, end).line());
        return Optional.of(new Fix(
                "what follows `%s` goes below it".formatted(section),
                List.of(new Indentation(place(entries, start + 1), next, SPACES))));
    }

    private static boolean isNothing(Scalar value) {
        return value.isNull() && value.text().isEmpty();
    }

    private static boolean isBelow(List<Entry> entries, int index) {
        Location before = place(entries, index - 1);
        Location here = place(entries, index);
        return here.line() > before.line() && here.column() == before.column();
    }

    private static Location place(List<Entry> entries, int index) {
        return entries.get(index).key().at();
    }
}
