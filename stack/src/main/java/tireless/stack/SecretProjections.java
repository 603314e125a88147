package tireless.stack;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.manifest.kind.Inputs;
import tireless.manifest.kind.SecretUse;
import tireless.model.SecretProjection;
import tireless.model.SecretProjection.Kind;

/** What a replica is given of which secrets, as its manifest says. Pure. */
final class SecretProjections {
    private SecretProjections() {}

    /**
     * In the order of the manifest, without fingerprints.
     *
     * @param workspace that of the replica
     * @param usual how values are handed over where the manifest does not say it; empty is as variables
     */
    static List<SecretProjection> of(Inputs inputs, String workspace, Optional<String> usual) {
        Kind otherwise = usual.flatMap(SecretProjections::kind).orElse(Kind.ENV_VARS);
        return Stream.concat(inputs.secrets().stream(), inputs.dataosSecrets().stream())
                .filter(use -> !use.name().isBlank())
                .map(use -> projection(use, workspace, otherwise))
                .distinct()
                .toList();
    }

    private static SecretProjection projection(SecretUse use, String workspace, Kind usual) {
        return new SecretProjection(
                use.name(),
                use.workspace().orElse(workspace),
                use.allKeys().orElse(false) ? List.of() : use.keys(),
                use.consumptionType().flatMap(SecretProjections::kind).orElse(usual),
                Optional.empty());
    }

    /** Empty for a word that means nothing here, which the reading has reported. */
    private static Optional<Kind> kind(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "envvars" -> Optional.of(Kind.ENV_VARS);
            case "propfile" -> Optional.of(Kind.PROP_FILE);
            case "file" -> Optional.of(Kind.FILE);
            default -> Optional.empty();
        };
    }
}
