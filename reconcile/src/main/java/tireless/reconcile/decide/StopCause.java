package tireless.reconcile.decide;

/** Why a living replica is asked to end. */
public enum StopCause {
    SCALED_IN("scaled in"),
    PAUSED("paused"),
    STOPPED("asked to stop"),
    REMOVED("removed"),
    REPLACED("replaced by a new revision"),
    RESTARTED("restarted by hand"),
    RESUMED("resumed while it drained, started again when it has ended"),
    STALLED("stalled"),
    UNHEALTHY("unhealthy"),
    EXPOSED("ingress-violation");

    private final String text;

    StopCause(String text) {
        this.text = text;
    }

    /** Whether the replica itself gave cause for it, so that its end counts as a failure. */
    public boolean isFailure() {
        return this == STALLED || this == UNHEALTHY;
    }

    /** For people: follows "stopping". */
    public String text() {
        return text;
    }
}
