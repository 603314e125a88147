package tireless.reconcile;

import java.util.Optional;
import tireless.model.Revision;
import tireless.model.Uid;
import tireless.reconcile.decide.ReplicaState;
import tireless.runtime.AttemptEnd;
import tireless.runtime.AttemptRecord;
import tireless.runtime.RunName;
import tireless.runtime.SettledEnd;

/** What of a replica's state is written down for the control plane that comes later. */
final class Notes {
    private Notes() {}

    /** Of a replica before its start. */
    static AttemptRecord of(ReplicaState replica, Revision revision) {
        return new AttemptRecord(
                revision.uid(),
                revision.number(),
                RunName.of(revision.workload().run()),
                replica.memory(),
                end(replica));
    }

    /**
     * Of a replica that is known dead.
     *
     * @param otherwise the uid of what it belongs to where its own revision is not known
     */
    static SettledEnd of(ReplicaState dead, Uid otherwise) {
        Optional<Revision> revision = dead.assignment().revision();
        AttemptRecord record = new AttemptRecord(
                revision.map(Revision::uid).orElse(otherwise),
                revision.map(Revision::number).orElse(0),
                revision.map(known -> RunName.of(known.workload().run())).orElse(""),
                dead.memory(),
                Optional.empty());
        return new SettledEnd(
                record,
                end(dead).orElseThrow(),
                dead.memory(),
                dead.due().map(due -> new SettledEnd.NextStart(due.at(), due.delay())));
    }

    private static Optional<AttemptEnd> end(ReplicaState replica) {
        return replica.lastEnd().map(end -> new AttemptEnd(end.exit(), end.at(), end.sendsReady(), end.said()));
    }
}
