package tireless.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tireless.model.Declaration;
import tireless.model.IngressPolicy;
import tireless.model.Metadata;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Spec;
import tireless.plan.Candidate;
import tireless.plan.DesiredResource;
import tireless.plan.Document;

/** Workspaces that come into being because something is put into them. Pure. */
final class Workspaces {
    private static final String INGRESS = "workspace.tireless.ingress";

    private Workspaces() {}

    /** {@code candidates}, with those workspaces before them that neither exist nor are among them. */
    static List<Candidate> withMissing(List<Candidate> candidates, Map<ResourceKey, DesiredResource> current) {
        Set<ResourceKey> needed = new LinkedHashSet<>();
        candidates.stream()
                .map(candidate -> candidate.key().scope())
                .filter(scope -> !scope.equals(ResourceKey.INSTANCE))
                .map(Workspaces::key)
                .forEach(needed::add);
        needed.removeAll(current.keySet());
        candidates.stream().map(Candidate::key).forEach(needed::remove);
        List<Candidate> all = new ArrayList<>();
        for (ResourceKey workspace : needed) {
            String owner = candidates.stream()
                    .filter(candidate -> candidate.key().scope().equals(workspace.name()))
                    .findFirst()
                    .map(candidate -> candidate.document().metadata().owner())
                    .orElse("");
            all.add(candidate(workspace, owner));
        }
        all.addAll(candidates);
        return all;
    }

    /** What becomes of its workers that listen for others. */
    static IngressPolicy ingress(Spec workspace) {
        return workspace instanceof Declaration(var fields)
                ? IngressPolicy.of(fields.getOrDefault(INGRESS, "")).orElse(IngressPolicy.WARN)
                : IngressPolicy.WARN;
    }

    static ResourceKey key(String name) {
        return new ResourceKey(ResourceType.WORKSPACE, ResourceKey.INSTANCE, name);
    }

    static Candidate candidate(ResourceKey key, String owner) {
        String text = "name: %s\nversion: v1beta1\ntype: workspace\nworkspace: {}\n".formatted(key.name());
        Metadata metadata = new Metadata("v1beta1", Optional.empty(), Optional.empty(), List.of(), owner, "user");
        return new Candidate(key, new Declaration(new TreeMap<>()), new Document(text, metadata));
    }
}
