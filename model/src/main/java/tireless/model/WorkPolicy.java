package tireless.model;

import java.util.List;
import java.util.Optional;
import tireless.model.notice.Recipient;
import tireless.model.objective.Objectives;
import tireless.model.scaling.Scaling;

/**
 * What follows from how the work goes. A change of it restarts nothing.
 *
 * @param scaling how the count follows the load; empty where it does not
 * @param objectives what is expected of the work
 * @param recipients who is told of what happens
 */
public record WorkPolicy(Optional<Scaling> scaling, Objectives objectives, List<Recipient> recipients) {
    /** Nothing follows. */
    public static final WorkPolicy NONE = new WorkPolicy(Optional.empty(), Objectives.NONE, List.of());

    public WorkPolicy {
        recipients = List.copyOf(recipients);
    }

    /** Of which the count alone follows, if it does. */
    public static WorkPolicy of(Optional<Scaling> scaling) {
        return new WorkPolicy(scaling, Objectives.NONE, List.of());
    }
}
