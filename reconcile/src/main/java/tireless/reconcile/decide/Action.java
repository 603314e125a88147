package tireless.reconcile.decide;

import java.time.Duration;
import tireless.model.ProbeKind;
import tireless.model.Revision;
import tireless.model.SlotId;

/** One thing to do now, in the order given. */
public sealed interface Action {
    /** Give the slot its first or next assignment. */
    record Assign(SlotId slot, Revision revision, int generation) implements Action {}

    record Start(SlotId slot) implements Action {}

    /** @param why for people */
    record Terminate(SlotId slot, StopCause cause, Duration grace, String why) implements Action {}

    /** Give what drains its grace period at most, as nobody waits for its drain any more: it is asked to end for another cause now. */
    record EndDrain(SlotId slot, StopCause cause, Duration grace) implements Action {}

    /** Kill what outlived its grace period. */
    record Kill(SlotId slot) implements Action {}

    /** Ask the driver what became of an attempt that ended or is unclear. */
    record Settle(SlotId slot) implements Action {}

    /** Run a probe of this kind. */
    record Probe(SlotId slot, ProbeKind kind) implements Action {}

    /** Wait from now on until it is ready, or wait no more. */
    record Await(SlotId slot, boolean awaited) implements Action {}

    record MarkReady(SlotId slot) implements Action {}

    /**
     * Tell people, once, that it should have been ready long ago.
     *
     * @param what for people
     */
    record WarnOverdue(SlotId slot, String what) implements Action {}

    /** Remove a slot of a removed resource with all its records. */
    record Forget(SlotId slot) implements Action {}

    /** Stop a roll-out and send its newest ordinal back. */
    record Halt(SlotId slot, Revision backTo, String why) implements Action {}

    /** Every ordinal runs the desired revision. */
    record FinishRollout() implements Action {}
}
