package tireless.reconcile.decide;

/** Why a living replica is asked to end. */
public enum StopCause {
    SCALED_IN("scaled in"),
    PAUSED("paused"),
    STOPPED("asked to stop"),
    REMOVED("removed"),
    REPLACED("replaced by a new revision"),
    RESTARTED("restarted by hand"),
    STALLED("stalled"),
    EXPOSED("ingress-violation");

    private final String text;

    StopCause(String text) {
        this.text = text;
    }

    /** For people: follows "stopping". */
    public String text() {
        return text;
    }
}
