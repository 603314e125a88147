package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.VolumeManifest;
import tireless.manifest.kind.VolumeSection;
import tireless.manifest.value.Quantity;
import tireless.manifest.yaml.Mapping;
import tireless.model.ResourceType;

/** Reads a Volume. */
final class VolumeReader {
    private static final Set<String> ATTRIBUTES = Set.of("size", "accessMode");
    private static final List<String> TYPES = List.of("temp", "persistent", "CloudTemp", "CloudPersistent");
    private static final List<String> MODES = List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany");

    private VolumeReader() {}

    /** The Volume in {@code tree}; empty where it has no section. */
    static Optional<VolumeManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, reading);
        Meta meta = MetaReader.read(fields, ResourceType.VOLUME, List.of("v1beta", "v2alpha"));
        String hint = "add `volume:` with `size:`, `accessMode:` and `type:` below it";
        return Section.find(fields, tree, ResourceType.VOLUME, ATTRIBUTES, hint)
                .map(section -> new VolumeManifest(origin, meta, section(section), tree));
    }

    private static VolumeSection section(Fields fields) {
        fields.require("size", "add `size: 1Gi`");
        fields.require("accessMode", "add `accessMode: ReadWriteOnce`");
        fields.require("type", "add `type: temp`, or `persistent`");
        Optional<Quantity> size =
                fields.scalar("size").flatMap(written -> QuantityRule.memory(written, "size", fields.problems()));
        VolumeSection volume =
                new VolumeSection(size, fields.choice("accessMode", MODES), fields.choice("type", TYPES));
        fields.refuseOthers();
        return volume;
    }
}
