package tireless.reconcile;

import tireless.model.AttemptId;
import tireless.reconcile.act.Effects;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.ReplicaState;

/** Which heartbeats that were asked for are written down for the control plane that comes later. */
final class Watchdogs {
    private Watchdogs() {}

    /**
     * Of what is ready only: the next control plane takes whatever is up for long enough for ready, and no heartbeat is missed before a
     * worker is.
     */
    static void note(ReplicaState replica, Effects effects) {
        if (replica.life() instanceof Life.Alive alive && alive.readySince().isPresent()) {
            alive.signals()
                    .watchdog()
                    .ifPresent(interval ->
                            effects.noteWatchdog(new AttemptId(replica.slot(), replica.attempt()), interval));
        }
    }
}
