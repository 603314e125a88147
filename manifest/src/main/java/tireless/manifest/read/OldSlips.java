package tireless.manifest.read;

import java.util.Optional;
import tireless.manifest.yaml.Node;

/** Attributes of the public samples that never meant anything. */
final class OldSlips {
    static final Attribute<Optional<Node>> TIER = Attribute.ignored("tier").described("has no effect: remove it");

    private OldSlips() {}

    static void check(Fields section) {
        if (section.read(TIER).isPresent()) {
            section.problems()
                    .warning("misspelt", section.at(TIER), "`tier` has no effect; it is ignored", "remove it");
        }
    }
}
