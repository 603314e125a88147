package tireless.stack;

import java.util.Comparator;
import java.util.Optional;
import tireless.manifest.kind.StackReference;

/** What tells one stack from another: name, flavor and version. */
public record StackId(String name, Optional<String> flavor, String version) {
    /** Lowest version first: numbers count as numbers, so 10.0 is above 9.0. */
    public static final Comparator<StackId> BY_VERSION = Comparator.comparing(StackId::version, StackVersion.ORDER);

    /** Whether {@code reference} may mean this stack: one without a version means any. */
    public boolean answers(StackReference reference) {
        return name.equals(reference.name())
                && flavor.equals(reference.flavor())
                && reference
                        .version()
                        .map(wanted -> StackVersion.ORDER.compare(wanted, version) == 0)
                        .orElse(true);
    }

    /** {@code name+flavor}: what the versions of one stack share. */
    public String family() {
        return name + flavor.map(text -> "+" + text).orElse("");
    }

    @Override
    public String toString() {
        return family() + ":" + version;
    }
}
