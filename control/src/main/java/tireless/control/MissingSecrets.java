package tireless.control;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tireless.manifest.kind.Manifest;
import tireless.manifest.problem.Problems;
import tireless.model.Declaration;
import tireless.model.Location;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.SecretProjection;
import tireless.model.Workload;
import tireless.plan.DesiredResource;
import tireless.secret.DeclaredSecret;
import tireless.secret.StoredSecrets;
import tireless.stack.ResolvedResource;

/** Tells early which secrets and keys a replica would wait for. Pure. */
final class MissingSecrets {
    private static final String CODE = "missing-secret";
    private static final String HINT = "its replicas wait until it is there, and start then";

    private MissingSecrets() {}

    /**
     * A warning for each.
     *
     * @param resources those that are applied together
     * @param known those that there are already
     */
    static void report(List<ResolvedResource> resources, Collection<DesiredResource> known, Problems problems) {
        Map<ResourceKey, DeclaredSecret> secrets = new HashMap<>();
        known.stream()
                .filter(resource -> resource.power() != Power.REMOVED)
                .flatMap(resource ->
                        DeclaredSecret.of(resource.key(), resource.revision().spec()).stream())
                .forEach(secret -> secrets.put(secret.key(), secret));
        resources.stream()
                .flatMap(resource -> declared(resource).stream())
                .forEach(secret -> secrets.put(secret.key(), secret));
        for (ResolvedResource resource : resources) {
            if (resource.spec() instanceof Workload workload) {
                for (SecretProjection use : workload.run().provisions().secrets()) {
                    why(use, secrets).ifPresent(why -> problems.warning(CODE, place(resource.manifest()), why, HINT));
                }
            }
        }
    }

    private static Optional<String> why(SecretProjection use, Map<ResourceKey, DeclaredSecret> secrets) {
        Optional<DeclaredSecret> found = use.candidates().stream()
                .flatMap(key -> Optional.ofNullable(secrets.get(key)).stream())
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of(StoredSecrets.absent(use));
        }
        Set<String> missing = found.get().missing(use);
        return missing.isEmpty() ? Optional.empty() : Optional.of(StoredSecrets.absent(found.get(), missing));
    }

    /** As it will be: its keys are known, and nobody needs their fingerprints here. */
    private static Optional<DeclaredSecret> declared(ResolvedResource resource) {
        return resource.values().isPresent() && resource.spec() instanceof Declaration declared
                ? DeclaredSecret.of(
                        resource.key(),
                        DeclaredSecret.with(
                                resource.key(),
                                declared,
                                new TreeMap<>(resource.values().get().keys().stream()
                                        .collect(Collectors.toMap(Function.identity(), _ -> "")))))
                : Optional.empty();
    }

    private static Location place(Manifest manifest) {
        Location section = manifest.at("worker");
        Location named = manifest.at("worker", "dataosSecrets");
        return named.equals(section) ? manifest.at("worker", "secrets") : named;
    }
}
