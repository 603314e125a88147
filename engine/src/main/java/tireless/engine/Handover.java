package tireless.engine;

import java.util.List;
import tireless.model.RestartRequest;
import tireless.model.RolloutRecord;

/**
 * What an engine is told of the one before it, besides what is desired.
 *
 * @param past finds what else may run: revisions that are not desired any more
 * @param restarts by hand, that may not be done
 * @param rollouts that may not be over
 */
public record Handover(PastRevisions past, List<RestartRequest> restarts, List<RolloutRecord> rollouts) {
    /** Nothing is known. */
    public static final Handover NONE = new Handover(PastRevisions.NONE, List.of(), List.of());

    public Handover {
        restarts = List.copyOf(restarts);
        rollouts = List.copyOf(rollouts);
    }
}
