package tireless.reconcile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.Uid;
import tireless.reconcile.decide.ReplicaState;
import tireless.runtime.AttemptEnd;
import tireless.runtime.AttemptRecord;
import tireless.runtime.SettledEnd;

/** What of a replica's state is written down for the control plane that comes later. */
final class Notes {
    private static final int NAME_CHARACTERS = 24;

    private Notes() {}

    /** Of a replica before its start. */
    static AttemptRecord of(ReplicaState replica, Revision revision) {
        return new AttemptRecord(
                revision.uid(), revision.number(), name(revision.workload().run()), replica.memory(), end(replica));
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
                revision.map(known -> name(known.workload().run())).orElse(""),
                dead.memory(),
                Optional.empty());
        return new SettledEnd(
                record,
                end(dead).orElseThrow(),
                dead.memory(),
                dead.due().map(due -> new SettledEnd.NextStart(due.at(), due.delay())));
    }

    private static Optional<AttemptEnd> end(ReplicaState replica) {
        return replica.lastEnd().map(end -> new AttemptEnd(end.exit(), end.at(), end.sendsReady()));
    }

    /** Names what is run: equal for equal runs, for ever and everywhere, and different for others. */
    static String name(RunSpec run) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(run.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
