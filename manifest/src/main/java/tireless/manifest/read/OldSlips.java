package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import tireless.manifest.yaml.Node;

/** Attributes that mean nothing in what a user writes: one of the public samples, and those that the platform adds to what it keeps. */
final class OldSlips {
    static final Attribute<Optional<Node>> STATUS = added("status");
    static final Attribute<Optional<Node>> STAMP = added("stamp");
    static final Attribute<Optional<Node>> TIER = Attribute.ignored("tier").described("has no effect: remove it");

    private OldSlips() {}

    private static Attribute<Optional<Node>> added(String name) {
        return Attribute.ignored(name).described("what a platform adds: remove it");
    }

    /** In what the platform shows of a resource. */
    static void checkAdded(Fields fields) {
        for (Attribute<?> added : List.of(STATUS, STAMP)) {
            if (fields.written(added).isPresent()) {
                fields.problems()
                        .warning(
                                "misspelt",
                                fields.at(added),
                                "`%s` is what a platform adds; it is ignored".formatted(added.name()),
                                "remove it");
            }
        }
    }

    static void check(Fields section) {
        checkAdded(section);
        if (section.read(TIER).isPresent()) {
            section.problems()
                    .warning("misspelt", section.at(TIER), "`tier` has no effect; it is ignored", "remove it");
        }
    }
}
