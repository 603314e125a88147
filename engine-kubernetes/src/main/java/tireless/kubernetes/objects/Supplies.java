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
 * @param relay the image of Tireless, of which a relay beside each replica hears what it reports; empty where nobody listens
 */
public record Supplies(
        SortedMap<String, VolumeForm> volumes,
        Optional<SecretHandover> secrets,
        Optional<SecretValues> pull,
        SortedMap<AuthenticationRef, SecretValues> triggers,
        Optional<String> relay) {
    /** Of a workload that uses nothing. */
    public static final Supplies NONE =
            new Supplies(new TreeMap<>(), Optional.empty(), Optional.empty(), new TreeMap<>());

    /** Of one that nobody listens to. */
    public Supplies(
            SortedMap<String, VolumeForm> volumes,
            Optional<SecretHandover> secrets,
            Optional<SecretValues> pull,
            SortedMap<AuthenticationRef, SecretValues> triggers) {
        this(volumes, secrets, pull, triggers, Optional.empty());
    }

    public Supplies {
        volumes = new TreeMap<>(volumes);
        triggers = new TreeMap<>(triggers);
    }

    /** The same with these volumes. */
    public Supplies withVolumes(Map<String, VolumeForm> others) {
        return new Supplies(new TreeMap<>(others), secrets, pull, triggers, relay);
    }

    /** The same with these values of secrets. */
    public Supplies withSecrets(SecretHandover values) {
        return new Supplies(volumes, Optional.of(values), pull, triggers, relay);
    }

    /** The same with a relay of this image. */
    public Supplies withRelay(String image) {
        return new Supplies(volumes, secrets, pull, triggers, Optional.of(image));
    }
}
