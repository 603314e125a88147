package tireless.cli.plane;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.value.Quantity;
import tireless.model.Declaration;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.plan.DesiredResource;
import tireless.runtime.VolumeSource;
import tireless.store.Store;

/** The volumes that are applied. */
record StoredVolumes(Store store) implements VolumeSource {
    private static final Set<String> TEMPORARY = Set.of("temp", "CloudTemp");

    @Override
    public Answer find(ResourceKey volume) {
        Optional<DesiredResource> found = store.desired(volume).filter(resource -> resource.power() != Power.REMOVED);
        return found.isPresent() && found.get().revision().spec() instanceof Declaration(var fields)
                ? of(fields)
                : new Answer.Missing(
                        "there is no volume %s in the workspace %s: apply it".formatted(volume.name(), volume.scope()));
    }

    private static Answer of(Map<String, String> fields) {
        boolean persistent = !TEMPORARY.contains(fields.getOrDefault("volume.type", ""));
        long bytes = Quantity.parse(fields.getOrDefault("volume.size", ""))
                .map(Quantity::units)
                .map(units -> units.orElse(Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        return new Answer.Found(persistent, bytes);
    }
}
