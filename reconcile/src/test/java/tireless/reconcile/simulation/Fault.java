package tireless.reconcile.simulation;

/** What goes wrong. */
enum Fault {
    DEATH("the control plane dies between two steps"),
    DEATH_AT_AN_EFFECT("the control plane dies between two effects of one step"),
    DEATH_AT_AN_OBSERVATION("the control plane dies between an observation and its record"),
    DEATH_IN_ADOPTION("the control plane dies while it adopts"),
    ABSENCE("no control plane is there for a while"),
    LOST_COMMAND("the control plane dies after a command was stored"),
    CLOCK_SET("the wall clock is set by up to a day"),
    SUSPEND("the machine sleeps for an hour"),
    REBOOT("the machine goes down"),
    CRASH("a process ends by itself"),
    STUCK("a process stops processing what waits"),
    HANG("a process stops its heartbeat"),
    DEAF("a process ignores SIGTERM"),
    LATE_WORD("a report is read late"),
    TOLD_AGAIN("an end is told twice"),
    SICK("a process does nothing any more, and its liveness probe finds that"),
    BUSY("a process is not ready for a while, and its readiness probe finds that"),
    SLOW_TO_START("a process is long in starting up, or never does"),
    PROBE_FAILS("a probe fails once, and the process is well"),
    PROBE_UNCLEAR("a probe can not be run"),
    SLOW_PROBE("a probe takes its time, or hangs"),
    LISTENS("a process listens for others"),
    NOT_HELD("it can not be written down that a process is held"),
    CUT_LOG("a process cuts its log"),
    NOT_STARTED("a start fails"),
    UNCLEAR_START("a start is unclear"),
    LATE_START("a start comes long after its answer"),
    SLOW_START("a start takes up to minutes"),
    SLOW_SETTLE("a verdict takes up to minutes"),
    UNDECIDED("nobody can tell whether a process lives"),
    LOST_SIGNAL("a signal can not be sent"),
    SLOW_KILL("a process outlives SIGKILL for a while"),
    FORGOTTEN_END("an end can not be written down"),
    STUCK_RECORDS("records can not be removed");

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
