package tireless.manifest.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a replica finds around it.
 *
 * @param envs names and values of environment variables
 * @param configs file names, and the paths of the files whose content they get
 */
public record Inputs(
        Map<String, String> envs,
        Map<String, String> configs,
        List<SecretUse> secrets,
        List<SecretUse> dataosSecrets,
        List<VolumeUse> dataosVolumes,
        Optional<String> tempVolume,
        Optional<VolumeUse> persistentVolume) {
    public Inputs {
        envs = Map.copyOf(envs);
        configs = Map.copyOf(configs);
        secrets = List.copyOf(secrets);
        dataosSecrets = List.copyOf(dataosSecrets);
        dataosVolumes = List.copyOf(dataosVolumes);
    }
}
