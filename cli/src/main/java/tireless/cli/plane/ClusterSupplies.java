package tireless.cli.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.autoscale.StoredTriggers;
import tireless.kubernetes.objects.Supplies;
import tireless.kubernetes.objects.VolumeForm;
import tireless.model.ContainerImage;
import tireless.model.CountOwner;
import tireless.model.Declaration;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Revision;
import tireless.model.SecretHandover;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.model.TirelessException;
import tireless.model.VolumeMount;
import tireless.model.Workload;
import tireless.model.scaling.ScaleTrigger;
import tireless.plan.DesiredResource;
import tireless.runtime.SecretSource;
import tireless.secret.StoredSecrets;
import tireless.secret.Vault;
import tireless.store.Store;

/** What workloads on clusters use of other resources, as it is applied at the moment. */
final class ClusterSupplies {
    private final Store store;
    private final StoredSecrets secrets;

    ClusterSupplies(Store store, Vault vault) {
        this.store = store;
        this.secrets = new StoredSecrets(store, vault);
    }

    /** @throws TirelessException if something of it is not there; without a value */
    Supplies of(Revision revision) {
        Workload workload = revision.workload();
        ResourceKey key = revision.key();
        List<SecretProjection> asked = workload.run().provisions().secrets();
        return new Supplies(
                volumes(workload, key.scope()),
                asked.isEmpty() ? Optional.empty() : Optional.of(handover(asked)),
                workload.run().image().flatMap(ContainerImage::pullSecret).flatMap(name -> pull(name, key.scope())),
                triggers(workload, key));
    }

    private SortedMap<String, VolumeForm> volumes(Workload workload, String workspace) {
        SortedMap<String, VolumeForm> volumes = new TreeMap<>();
        for (VolumeMount mount : workload.run().provisions().volumes()) {
            ResourceKey volume = new ResourceKey(ResourceType.VOLUME, workspace, mount.volume());
            Declaration declared = present(volume)
                    .filter(resource -> resource.revision().spec() instanceof Declaration)
                    .map(resource -> (Declaration) resource.revision().spec())
                    .orElseThrow(() -> TirelessException.failed("there is no volume %s in the workspace %s: apply it"
                            .formatted(mount.volume(), workspace)));
            volumes.put(mount.volume(), VolumeForm.of(declared));
        }
        return volumes;
    }

    private Optional<DesiredResource> present(ResourceKey key) {
        return store.desired(key).filter(resource -> resource.power() != Power.REMOVED);
    }

    private SecretHandover handover(List<SecretProjection> asked) {
        List<SecretHandover.Opened> opened = new ArrayList<>();
        for (SecretProjection projection : asked) {
            switch (secrets.open(projection)) {
                case SecretSource.Answer.Opened(SecretValues values) ->
                    opened.add(new SecretHandover.Opened(projection, values));
                case SecretSource.Answer.Missing(String cause) -> throw TirelessException.failed(cause);
            }
        }
        return SecretHandover.of(opened);
    }

    /** Empty where no resource of ours has it: the cluster may have it, by that name. */
    private Optional<SecretValues> pull(String name, String workspace) {
        SecretProjection all =
                new SecretProjection(name, workspace, List.of(), SecretProjection.Kind.FILE, Optional.empty());
        return all.candidates().stream().anyMatch(key -> present(key).isPresent())
                        && secrets.open(all) instanceof SecretSource.Answer.Opened(SecretValues values)
                ? Optional.of(values)
                : Optional.empty();
    }

    /** Of triggers that are read on the cluster. */
    private SortedMap<ScaleTrigger.AuthenticationRef, SecretValues> triggers(Workload workload, ResourceKey worker) {
        SortedMap<ScaleTrigger.AuthenticationRef, SecretValues> found = new TreeMap<>();
        if (CountOwner.of(workload) == CountOwner.KEDA) {
            workload.scaling().stream()
                    .flatMap(scaling -> scaling.triggers().stream())
                    .flatMap(trigger -> trigger.authentication().stream())
                    .forEach(reference -> value(reference, worker).ifPresent(values -> found.put(reference, values)));
        }
        return found;
    }

    private Optional<SecretValues> value(ScaleTrigger.AuthenticationRef reference, ResourceKey worker) {
        ResourceKey secret = StoredTriggers.secret(reference, worker);
        return present(secret).map(_ -> secrets.values(secret));
    }
}
