package tireless.manifest.read;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tireless.manifest.problem.Nearest;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Scalar;
import tireless.model.Fix;

/** Which unknown names of a mapping can only be slips: the name that is meant is not written, and no second slip means it. */
public final class Slips {
    /** More unknown names than these are no slips. */
    private static final int MOST = 200;

    private final Mapping mapping;
    private final Set<String> known;
    private final Map<String, Long> meant;

    /**
     * @param known the names that the mapping may have
     */
    public Slips(Mapping mapping, Set<String> known) {
        this.mapping = mapping;
        this.known = Set.copyOf(known);
        this.meant = mapping.entries().stream()
                .map(Entry::name)
                .filter(name -> !known.contains(name))
                .limit(MOST)
                .flatMap(name -> Nearest.certain(name, known).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** The fix of an entry with an unknown name. One without a value says too little: under its right name it may still be wrong. */
    public Optional<Fix> fix(Entry entry) {
        boolean empty = entry.value() instanceof Scalar value && value.isNull();
        return empty || meant.isEmpty()
                ? Optional.empty()
                : Nearest.certain(entry.name(), known)
                        .filter(name -> meant.getOrDefault(name, 0L) == 1
                                && mapping.entry(name).isEmpty())
                        .flatMap(name -> Corrections.replace(entry.key(), name));
    }
}
