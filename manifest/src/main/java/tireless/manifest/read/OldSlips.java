package tireless.manifest.read;

/** Attributes of the public samples that never meant anything. */
final class OldSlips {
    private OldSlips() {}

    static void check(Fields section) {
        if (section.written("tier").isPresent() && section.node("tier").isPresent()) {
            section.problems()
                    .warning("misspelt", section.at("tier"), "`tier` has no effect; it is ignored", "remove it");
        }
    }
}
