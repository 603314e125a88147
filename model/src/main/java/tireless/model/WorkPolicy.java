package tireless.model;

import java.util.List;
import tireless.model.notice.Recipient;
import tireless.model.objective.Objectives;

/**
 * What follows from how the work goes, beside the count of replicas. A change of it restarts nothing.
 *
 * @param objectives what is expected of the work
 * @param recipients who is told of what happens
 */
public record WorkPolicy(Objectives objectives, List<Recipient> recipients) {
    /** Nothing follows. */
    public static final WorkPolicy NONE = new WorkPolicy(Objectives.NONE, List.of());

    public WorkPolicy {
        recipients = List.copyOf(recipients);
    }
}
