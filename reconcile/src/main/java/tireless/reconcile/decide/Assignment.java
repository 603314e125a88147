package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Optional;
import tireless.model.Revision;

/**
 * What a replica shall run at its next start. A crash restarts the same assignment; only a roll-out, a restart by hand or a new uid
 * changes it.
 *
 * @param revision empty for an adopted replica of a revision that is no longer known
 * @param generation counts restarts by hand
 * @param since when it was assigned, time since boot
 */
public record Assignment(Optional<Revision> revision, int generation, Duration since) {}
