package tireless.control.compute;

import java.util.Optional;
import tireless.model.Revision;
import tireless.model.cluster.Access;

/**
 * Where a resource is kept. Two Computes that are the same namespace of the same cluster are one place: there, what changed is rolled.
 *
 * @param cluster empty is this machine
 * @param namespace on the cluster
 */
record Place(Optional<Access> cluster, String namespace) {
    static final Place MACHINE = new Place(Optional.empty(), "");

    static Place of(Revision revision) {
        return revision.workload()
                .cluster()
                .map(on -> new Place(
                        Optional.of(on.compute().access()),
                        on.compute().namespace(revision.key().scope())))
                .orElse(MACHINE);
    }

    /** The place of a revision, for people. */
    static String words(Revision revision) {
        return revision.workload()
                .cluster()
                .map(on -> "compute `%s`".formatted(on.compute().name()))
                .orElse("this machine");
    }
}
