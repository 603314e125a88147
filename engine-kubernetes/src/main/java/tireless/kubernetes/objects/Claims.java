package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.model.ResourceType;
import tireless.model.VolumeMount;

/** The claims of persistent Volumes. They are those of the Volumes, so all workers of a workspace share them, and they outlive each. */
final class Claims {
    private Claims() {}

    static List<PersistentVolumeClaim> of(Wanted wanted) {
        return wanted.workload().run().provisions().volumes().stream()
                .map(VolumeMount::volume)
                .distinct()
                .sorted()
                .flatMap(name -> Optional.ofNullable(wanted.supplies().volumes().get(name))
                        .filter(VolumeForm::persistent)
                        .map(form -> claim(wanted, name, form))
                        .stream())
                .toList();
    }

    private static PersistentVolumeClaim claim(Wanted wanted, String name, VolumeForm form) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(wanted.namespace())
                .withLabels(labels(wanted, name))
                .endMetadata()
                .withNewSpec()
                .withAccessModes(form.accessMode())
                .withNewResources()
                .addToRequests("storage", new Quantity(form.size()))
                .endResources()
                .endSpec()
                .build();
    }

    private static Map<String, String> labels(Wanted wanted, String name) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(Labels.MANAGED_BY, wanted.origin().manager());
        labels.put(Labels.APP, name);
        labels.put(Labels.WORKSPACE, wanted.key().scope());
        labels.put(Labels.TYPE, ResourceType.VOLUME.keyword());
        labels.put(Labels.NAME, name);
        labels.put(Labels.KEPT, "true");
        return labels;
    }
}
