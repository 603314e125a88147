package tireless.kubernetes.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.kubernetes.apply.ApiServer;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.Stamp;
import tireless.kubernetes.apply.Trees;
import tireless.kubernetes.apply.Wanted;
import tireless.model.Revision;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a revision what is wanted in the cluster, with its marks. */
record Planning(Translation translation, ApiServer server) {
    /** What a resource shall be now; the same as before where nothing of it changed. Its memory learns of a new run. */
    Resource.Plan plan(Resource resource, Revision revision) {
        int count = resource.replicas();
        return resource.plan
                .filter(plan -> plan.revision().equals(revision)
                        && plan.count() == count
                        && plan.restart().equals(resource.restart))
                .orElseGet(() -> make(resource, revision, count));
    }

    private Resource.Plan make(Resource resource, Revision revision, int count) {
        List<Wanted> wanted = new ArrayList<>();
        Optional<Wanted> namespace = Optional.empty();
        String run = "";
        for (HasMetadata object : translation.objects(revision, count)) {
            ObjectNode tree = server.tree(object);
            if (tree.path("kind").asString().equals(Kinds.NAMESPACE.kind())) {
                namespace = Optional.of(Stamp.content(tree));
            } else if (Kinds.hasPods(Trees.ref(tree))) {
                run = Stamp.run(tree);
                if (!resource.memory.runs().containsKey(run)) {
                    resource.memory = resource.memory.withRun(run, revision.number());
                }
                int number = resource.memory.runs().getOrDefault(run, revision.number());
                wanted.add(Stamp.content(Stamp.ofPods(tree, number, resource.restart)));
            } else {
                wanted.add(Stamp.content(tree));
            }
        }
        return new Resource.Plan(revision, count, resource.restart, wanted, run, namespace);
    }

    /** The hash of what the pods of a revision run. */
    String run(Revision revision) {
        return translation.objects(revision, 1).stream()
                .map(server::tree)
                .map(Stamp::run)
                .filter(hash -> !hash.isEmpty())
                .findFirst()
                .orElse("");
    }
}
