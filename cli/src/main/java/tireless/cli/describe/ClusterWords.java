package tireless.cli.describe;

import tireless.api.ClusterView;
import tireless.control.ClusterWorkers;
import tireless.model.cluster.CountOwner;

/** Where something runs on a cluster, for people. */
final class ClusterWords {
    private ClusterWords() {}

    static String place(ClusterView cluster, String name) {
        return "%s: %s %s in the namespace %s"
                .formatted(cluster.compute(), cluster.object(), name, cluster.namespace());
    }

    /** @param word as the server says it; one that this build does not know stays as it is */
    static String owner(String word) {
        for (CountOwner owner : CountOwner.values()) {
            if (owner.name().equalsIgnoreCase(word)) {
                return ClusterWorkers.words(owner);
            }
        }
        return word;
    }
}
