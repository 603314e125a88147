package tireless.manifest.read;

import java.util.List;

/** Attributes that mean nothing in what a user writes: one of the public samples, and those that the platform adds to what it keeps. */
final class OldSlips {
    private static final List<String> ADDED = List.of("status", "stamp");

    private OldSlips() {}

    /** In what the platform shows of a resource. */
    static void checkAdded(Fields fields) {
        for (String name : ADDED) {
            if (fields.written(name).isPresent()) {
                fields.node(name);
                fields.problems()
                        .warning(
                                "misspelt",
                                fields.at(name),
                                "`%s` is what a platform adds; it is ignored".formatted(name),
                                "remove it");
            }
        }
    }

    static void check(Fields section) {
        checkAdded(section);
        if (section.written("tier").isPresent() && section.node("tier").isPresent()) {
            section.problems()
                    .warning("misspelt", section.at("tier"), "`tier` has no effect; it is ignored", "remove it");
        }
    }
}
