package tireless.kubernetes.objects;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.SecretHandover;
import tireless.model.SecretValues;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;

/**
 * What a workload is given that its manifest does not hold, looked up by who translates it. Its text has no value of a secret.
 *
 * @param volumes those that there are, by their names
 * @param secrets the values of its secrets; empty leaves out the objects that would have them, and changes nothing else
 * @param pull what its image is pulled with; empty where no resource of ours has it: then the cluster does, by that name
 * @param triggers the secrets that its triggers name; one that is missing is a TriggerAuthentication that the cluster has
 */
public record Supplies(
        SortedMap<String, VolumeForm> volumes,
        Optional<SecretHandover> secrets,
        Optional<SecretValues> pull,
        SortedMap<AuthenticationRef, SecretValues> triggers) {
    /** Of a workload that uses nothing. */
    public static final Supplies NONE =
            new Supplies(new TreeMap<>(), Optional.empty(), Optional.empty(), new TreeMap<>());

    public Supplies {
        volumes = new TreeMap<>(volumes);
        triggers = new TreeMap<>(triggers);
    }

    /** The same with these volumes. */
    public Supplies withVolumes(Map<String, VolumeForm> others) {
        return new Supplies(new TreeMap<>(others), secrets, pull, triggers);
    }

    /** The same with these values of secrets. */
    public Supplies withSecrets(SecretHandover values) {
        return new Supplies(volumes, Optional.of(values), pull, triggers);
    }
}
