package tireless.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tireless.model.Declaration;
import tireless.model.Metadata;
import tireless.model.Spec;
import tireless.model.Workload;

/** Compares what two revisions ask for, field by field. */
public final class SpecDifference {
    private SpecDifference() {}

    /** Empty exactly if the two are equal. */
    public static List<FieldChange> between(Spec before, Spec after) {
        if (before instanceof Workload from && after instanceof Workload to) {
            return WorkloadDifference.between(from, to);
        }
        if (before instanceof Declaration(var from) && after instanceof Declaration(var to)) {
            return between(from, to);
        }
        return List.of(change(
                "runs", Boolean.toString(before instanceof Workload), Boolean.toString(after instanceof Workload)));
    }

    /** Every field of {@code spec} by its path, worded as {@link #between} words it. */
    public static SortedMap<String, String> fields(Spec spec) {
        return switch (spec) {
            case Workload workload -> WorkloadDifference.fields(workload);
            case Declaration(var values) -> {
                SortedMap<String, String> fields = new TreeMap<>();
                values.forEach((path, value) -> fields.put(path, Wording.text(value)));
                yield fields;
            }
        };
    }

    /** What people are told differently; empty exactly if the two are equal. */
    public static List<FieldChange> between(Metadata before, Metadata after) {
        List<FieldChange> changes = new ArrayList<>();
        if (before instanceof Metadata(var version, var title, var description, var tags, var owner, var layer)
                && after
                        instanceof
                        Metadata(var version2, var title2, var description2, var tags2, var owner2, var layer2)) {
            compare("version", Optional.of(version), Optional.of(version2), changes);
            compare("title", title, title2, changes);
            compare("description", description, description2, changes);
            compare("tags", Optional.of(String.join(", ", tags)), Optional.of(String.join(", ", tags2)), changes);
            compare("owner", Optional.of(owner), Optional.of(owner2), changes);
            compare("layer", Optional.of(layer), Optional.of(layer2), changes);
        }
        return changes;
    }

    private static List<FieldChange> between(SortedMap<String, String> before, SortedMap<String, String> after) {
        List<FieldChange> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            compare(name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)), changes);
        }
        return changes;
    }

    private static void compare(
            String path, Optional<String> before, Optional<String> after, List<FieldChange> changes) {
        if (!before.equals(after)) {
            changes.add(new FieldChange(path, before.map(Wording::text), after.map(Wording::text)));
        }
    }

    private static FieldChange change(String path, String before, String after) {
        return new FieldChange(path, Optional.of(before), Optional.of(after));
    }
}
