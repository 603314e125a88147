package tireless.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tireless.model.Power;
import tireless.model.Provisions;
import tireless.model.ResourceKey;
import tireless.model.SecretProjection;
import tireless.model.Spec;
import tireless.model.Workload;
import tireless.plan.Candidate;
import tireless.plan.DesiredResource;
import tireless.secret.DeclaredSecret;

/** What else changes where secrets do: who is given their values gets a revision with their new fingerprints. Pure. */
final class Dependants {
    private final Map<ResourceKey, DeclaredSecret> secrets = new HashMap<>();

    private Dependants() {}

    /**
     * {@code candidates}, with the fingerprints of the secrets that there will be, and after them those of {@code current} that need a new one
     * because a secret that they use is among {@code candidates}, or goes.
     *
     * @param gone what goes
     */
    static List<Candidate> with(
            List<Candidate> candidates, Collection<ResourceKey> gone, Map<ResourceKey, DesiredResource> current) {
        Dependants secrets = new Dependants();
        Set<ResourceKey> named = new HashSet<>(gone);
        current.values().stream()
                .filter(resource -> resource.power() != Power.REMOVED && !gone.contains(resource.key()))
                .forEach(resource ->
                        secrets.add(resource.key(), resource.revision().spec()));
        for (Candidate candidate : candidates) {
            named.add(candidate.key());
            secrets.add(candidate.key(), candidate.spec());
        }
        List<Candidate> all = new ArrayList<>();
        candidates.forEach(candidate -> all.add(candidate.withSpec(secrets.filled(candidate.spec()))));
        current.values().stream()
                .filter(resource -> resource.power() != Power.REMOVED && !named.contains(resource.key()))
                .filter(resource -> uses(resource.revision().spec(), named))
                .filter(resource -> !secrets.filled(resource.revision().spec())
                        .equals(resource.revision().spec()))
                .map(resource -> new Candidate(
                        resource.key(), secrets.filled(resource.revision().spec()), resource.document()))
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .forEach(all::add);
        return all;
    }

    /** Whether two ask for the same, whatever the values of their secrets are. */
    static boolean same(Spec one, Spec other) {
        Dependants none = new Dependants();
        return none.filled(one).equals(none.filled(other));
    }

    private void add(ResourceKey key, Spec spec) {
        DeclaredSecret.of(key, spec).ifPresent(secret -> secrets.put(key, secret));
    }

    private static boolean uses(Spec spec, Set<ResourceKey> named) {
        return spec instanceof Workload workload
                && workload.run().provisions().secrets().stream()
                        .flatMap(secret -> secret.candidates().stream())
                        .anyMatch(named::contains);
    }

    private Spec filled(Spec spec) {
        return spec instanceof Workload workload
                        && !workload.run().provisions().secrets().isEmpty()
                ? filled(workload)
                : spec;
    }

    private Workload filled(Workload workload) {
        Provisions given = workload.run().provisions();
        List<SecretProjection> now = given.secrets().stream()
                .map(secret -> secret.withFingerprint(fingerprint(secret)))
                .toList();
        return workload.withRun(
                workload.run().withProvisions(new Provisions(given.configs(), now, given.volumes(), given.signals())));
    }

    private Optional<String> fingerprint(SecretProjection use) {
        return use.candidates().stream()
                .filter(secrets::containsKey)
                .findFirst()
                .flatMap(key -> Optional.ofNullable(secrets.get(key)))
                .flatMap(secret -> secret.fingerprint(use));
    }
}
