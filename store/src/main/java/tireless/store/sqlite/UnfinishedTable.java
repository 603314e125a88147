package tireless.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.RolloutRecord;
import tireless.model.Uid;
import tireless.store.Unfinished;
import tireless.store.text.UnfinishedText;

/** The table {@code unfinished}. */
final class UnfinishedTable implements Unfinished {
    private static final String OF_A_SORT =
            "SELECT scope, type, name, what, uid, said, sum FROM unfinished WHERE what = ?";
    private static final String RESTART = "restart";
    private static final String ROLLOUT = "rollout";

    private final Rows rows;
    private final Session writer;
    private final Session reader;

    UnfinishedTable(Failures failures, Session writer, Session reader) {
        this.rows = new Rows(failures);
        this.writer = writer;
        this.reader = reader;
    }

    /** Refuses a row that is not as it was written. */
    static void check(Session session, Failures failures) throws SQLException {
        Rows rows = new Rows(failures);
        session.query(OF_A_SORT, rows::restart, RESTART);
        session.query(OF_A_SORT, rows::rollout, ROLLOUT);
    }

    /** The resource is gone, or another one is in its place. Must run inside of a transaction. */
    static void end(Session session, ResourceKey key) throws SQLException {
        session.update(
                "DELETE FROM unfinished WHERE scope = ? AND type = ? AND name = ?",
                key.scope(),
                key.type().keyword(),
                key.name());
    }

    /** As {@link #keep}. Must run inside of a transaction. */
    static void put(Session session, RolloutRecord rollout) throws SQLException {
        put(session, rollout.resource(), ROLLOUT, rollout.uid(), UnfinishedText.write(rollout));
    }

    @Override
    public List<RestartRequest> restarts() {
        return reader.read(OF_A_SORT, rows::restart, RESTART);
    }

    @Override
    public void keep(RestartRequest request) {
        writer.transaction(
                () -> put(writer, request.resource(), RESTART, request.uid(), UnfinishedText.write(request)));
        writer.settleLater();
    }

    @Override
    public void forget(RestartRequest request) {
        forget(request.resource(), RESTART, request.uid(), UnfinishedText.write(request));
    }

    @Override
    public List<RolloutRecord> rollouts() {
        return reader.read(OF_A_SORT, rows::rollout, ROLLOUT);
    }

    @Override
    public void keep(RolloutRecord rollout) {
        writer.transaction(() -> put(writer, rollout));
        writer.settleLater();
    }

    @Override
    public void forget(RolloutRecord rollout) {
        forget(rollout.resource(), ROLLOUT, rollout.uid(), UnfinishedText.write(rollout));
    }

    private static void put(Session session, ResourceKey key, String what, Uid uid, String said) throws SQLException {
        session.update(
                "INSERT OR REPLACE INTO unfinished (scope, type, name, what, uid, said, sum) VALUES (?, ?, ?, ?, ?, ?, ?)",
                key.scope(),
                key.type().keyword(),
                key.name(),
                what,
                uid.value(),
                said,
                Checksum.of(key.scope(), key.type().keyword(), key.name(), what, uid.value(), said));
    }

    private void forget(ResourceKey key, String what, Uid uid, String said) {
        writer.transaction(() -> writer.update(
                "DELETE FROM unfinished WHERE scope = ? AND type = ? AND name = ? AND what = ? AND uid = ? AND said = ?",
                key.scope(),
                key.type().keyword(),
                key.name(),
                what,
                uid.value(),
                said));
        writer.settleLater();
    }
}
