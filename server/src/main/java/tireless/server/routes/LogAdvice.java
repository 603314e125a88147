package tireless.server.routes;

import java.util.Optional;
import tireless.model.Leftovers;
import tireless.model.Revision;

/** Where the output is that could not be read here. Pure. */
final class LogAdvice {
    private LogAdvice() {}

    /** For people, of what runs as a revision; empty is what runs no more. */
    static String of(Optional<Revision> revision) {
        return revision.flatMap(one -> one.workload()
                        .cluster()
                        .map(cluster -> "what else there is, `%s logs -n %s -l %s=%s --prefix --tail=-1` shows"
                                .formatted(
                                        cluster.compute().access().kubectl(),
                                        cluster.compute().namespace(one.key().scope()),
                                        Leftovers.LABEL,
                                        one.uid().value())))
                .orElse("what else there is, `zstdcat` shows in the folder of the replica");
    }
}
