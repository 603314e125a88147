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
import java.util.stream.Stream;
import tireless.manifest.kind.Manifest;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.ContainerImage;
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
                    why(use, secrets)
                            .ifPresent(
                                    why -> problems.warning(CODE, place(resource.manifest(), use.name()), why, HINT));
                }
                workload.run()
                        .image()
                        .flatMap(ContainerImage::pullSecret)
                        .ifPresent(name -> why(pulling(name, resource.key().scope()), secrets)
                                .ifPresent(why -> problems.warning(
                                        CODE,
                                        placeOfPulling(resource.manifest(), name),
                                        why,
                                        "its image is pulled when that is there")));
                RecipientNeeds.secrets(resource, secrets, problems);
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

    private static SecretProjection pulling(String name, String workspace) {
        return new SecretProjection(name, workspace, List.of(), SecretProjection.Kind.FILE, Optional.empty());
    }

    /** The attribute that names what an image is pulled with. */
    private static Location placeOfPulling(Manifest manifest, String name) {
        return Stream.of("tireless", "stackSpec")
                .filter(section -> section(manifest, section)
                        .flatMap(fields -> fields.get("imagePullSecret"))
                        .filter(named ->
                                named instanceof Scalar scalar && scalar.text().equals(name))
                        .isPresent())
                .map(section -> manifest.valueAt("worker", section, "imagePullSecret"))
                .findFirst()
                .orElseGet(() -> manifest.valueAt("worker", "stackSpec"));
    }

    private static Optional<Mapping> section(Manifest manifest, String name) {
        return manifest.tree()
                .get("worker")
                .flatMap(worker -> worker instanceof Mapping fields ? fields.get(name) : Optional.empty())
                .flatMap(section -> section instanceof Mapping fields ? Optional.of(fields) : Optional.empty());
    }

    /** The item that names it; the list, where a stack hands it over under another name. */
    private static Location place(Manifest manifest, String name) {
        return Stream.of("dataosSecrets", "secrets")
                .flatMap(section -> manifest.tree().get("worker").stream()
                        .flatMap(worker -> worker instanceof Mapping task ? task.get(section).stream() : Stream.of()))
                .flatMap(uses -> uses instanceof Sequence list ? list.items().stream() : Stream.of(uses))
                .flatMap(use -> use instanceof Mapping fields ? fields.get("name").stream() : Stream.of(use))
                .filter(named -> named instanceof Scalar scalar && scalar.text().equals(name))
                .map(Node::at)
                .findFirst()
                .orElseGet(() -> manifest.at("worker"));
    }
}
