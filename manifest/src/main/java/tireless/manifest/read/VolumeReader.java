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
    /** What is told to be indented where it stands beside the section. */
    private static final Set<String> INDENTED = Set.of("size", "accessMode");

    private static final List<String> TYPES = List.of("temp", "persistent", "CloudTemp", "CloudPersistent");
    private static final List<String> MODES = List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany");

    private static final Attribute<Optional<Quantity>> SIZE = Attribute.parsed(
                    "size",
                    QuantityRule.MEMORY,
                    (written, fields) -> QuantityRule.memory(written, "size", fields.problems()))
            .required("add `size: 1Gi`")
            .described("how much it holds")
            .example("1Gi");
    private static final Attribute<Optional<String>> ACCESS_MODE = Attribute.choice("accessMode", MODES)
            .required("add `accessMode: ReadWriteOnce`")
            .described("who may use it at once, as in Kubernetes");
    private static final Attribute<Optional<String>> TYPE = Attribute.choice("type", TYPES)
            .required("add `type: temp`, or `persistent`")
            .described("whether it outlives who uses it");
    private static final MetaReader META = new MetaReader(ResourceType.VOLUME, "v1beta", "v2alpha");
    private static final Attribute<Optional<Fields>> SECTION = Attribute.section(
                    "volume", Attributes.of("volume", SIZE, ACCESS_MODE, TYPE))
            .described("how large it is, and of what kind");

    /** A whole manifest. */
    static final Attributes DOCUMENT = Section.document(META, SECTION);

    private VolumeReader() {}

    /** The Volume in {@code tree}; empty where it has no section. */
    static Optional<VolumeManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, DOCUMENT, reading);
        Meta meta = META.read(fields);
        String hint = "add `volume:` with `size:`, `accessMode:` and `type:` below it";
        return Section.find(fields, tree, SECTION, ResourceType.VOLUME, INDENTED, hint)
                .map(section -> new VolumeManifest(origin, meta, section(section), tree));
    }

    private static VolumeSection section(Fields fields) {
        fields.checkRequired();
        VolumeSection volume = new VolumeSection(fields.read(SIZE), fields.read(ACCESS_MODE), fields.read(TYPE));
        fields.refuseOthers();
        return volume;
    }
}
