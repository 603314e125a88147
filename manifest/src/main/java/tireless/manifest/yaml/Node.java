package tireless.manifest.yaml;

import tireless.model.Location;

/** A part of a YAML document. Trees are immutable; an alias shares the node of its anchor. */
public sealed interface Node permits Scalar, Sequence, Mapping {
    /** Where the node begins. */
    Location at();

    /** What a person would call it: {@code text}, {@code a list}, {@code a mapping}. */
    String what();
}
