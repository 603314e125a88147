package tireless.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.plan.DesiredResource;
import tireless.plan.Document;
import tireless.store.Commits;
import tireless.store.PastRevision;
import tireless.store.Retention;
import tireless.store.Write;

/** The tables {@code resource}, {@code revision} and {@code counter}. */
final class DesiredTables {
    private static final String DESIRED = "SELECT r.scope, r.type, r.name, r.uid, r.revision, r.power, r.scaled_to,"
            + " r.version, r.sum, v.scope, v.type, v.name, v.uid, v.number, v.created_at, v.workload, v.manifest, v.metadata, v.sum"
            + " FROM resource r LEFT JOIN revision v ON v.uid = r.uid AND v.number = r.revision";

    private final Rows rows;
    private final Retention retention;

    DesiredTables(Failures failures, Retention retention) {
        this.rows = new Rows(failures);
        this.retention = retention;
    }

    SortedMap<ResourceKey, DesiredResource> all(Session session) {
        SortedMap<ResourceKey, DesiredResource> all = new TreeMap<>();
        session.read(DESIRED, rows::desired).forEach(resource -> all.put(resource.key(), resource));
        return Collections.unmodifiableSortedMap(all);
    }

    Optional<DesiredResource> one(Session session, ResourceKey key) {
        return session
                .read(
                        DESIRED + " WHERE r.scope = ? AND r.type = ? AND r.name = ?",
                        rows::desired,
                        key.scope(),
                        key.type().keyword(),
                        key.name())
                .stream()
                .findFirst();
    }

    List<PastRevision> history(Session session, ResourceKey key) {
        return session.read(
                "SELECT scope, type, name, uid, number, created_at, workload, manifest, metadata, sum, deleted_at FROM revision"
                        + " WHERE scope = ? AND type = ? AND name = ? ORDER BY sequence DESC",
                rows::past,
                key.scope(),
                key.type().keyword(),
                key.name());
    }

    /** Must run inside of a transaction. */
    void apply(Session session, List<Write> writes) throws SQLException {
        Map<ResourceKey, DesiredResource> before = new HashMap<>();
        for (Write write : writes) {
            one(session, write.key()).ifPresent(resource -> before.put(write.key(), resource));
        }
        Commits.check(writes, before::get);
        for (Write write : writes) {
            switch (write) {
                case Write.Save(DesiredResource next) -> save(session, before.get(next.key()), next);
                case Write.Expect _ -> {}
                case Write.Forget forget -> {
                    end(session, before.get(forget.key()), forget.at());
                    prune(session, forget.at());
                }
            }
        }
    }

    private void save(Session session, @Nullable DesiredResource before, DesiredResource next) throws SQLException {
        if (before != null && !before.revision().uid().equals(next.revision().uid())) {
            end(session, before, next.revision().createdAt());
        }
        if (Commits.isNewRevision(before, next.revision())) {
            insert(session, next.revision(), next.document());
        }
        session.update("UPDATE counter SET version = version + 1");
        long version = session.query("SELECT version FROM counter", row -> row.getLong(1))
                .getFirst();
        Object[] values = Rows.values(next, version);
        session.update(
                "INSERT OR REPLACE INTO resource (scope, type, name, uid, revision, power, scaled_to, version, sum)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values);
    }

    private void insert(Session session, Revision revision, Document document) throws SQLException {
        session.update(
                "INSERT INTO revision (scope, type, name, uid, number, created_at, workload, manifest,"
                        + " metadata, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Rows.values(revision, document));
        session.update(
                "DELETE FROM revision WHERE uid = ?1 AND sequence NOT IN"
                        + " (SELECT sequence FROM revision WHERE uid = ?1 ORDER BY sequence DESC LIMIT ?2)",
                revision.uid().value(),
                retention.revisions());
        if (revision.key().type().isSecret()) {
            SealedTable.prune(session);
        }
    }

    private void end(Session session, @Nullable DesiredResource before, Instant at) throws SQLException {
        if (before != null) {
            ResourceKey key = before.key();
            session.update(
                    "UPDATE revision SET deleted_at = ? WHERE uid = ?",
                    at.toString(),
                    before.revision().uid().value());
            UnfinishedTable.end(session, key);
            session.update(
                    "DELETE FROM resource WHERE scope = ? AND type = ? AND name = ?",
                    key.scope(),
                    key.type().keyword(),
                    key.name());
        }
    }

    private void prune(Session session, Instant at) throws SQLException {
        String oldest = at.minus(retention.afterDelete()).toString();
        session.update(
                "DELETE FROM revision WHERE deleted_at IS NOT NULL AND unixepoch(deleted_at) < unixepoch(?)", oldest);
        SealedTable.prune(session);
        session.update(
                "DELETE FROM event WHERE unixepoch(at) < unixepoch(?) AND NOT EXISTS (SELECT 1 FROM resource r"
                        + " WHERE r.scope = event.scope AND r.type = event.type AND r.name = event.name)",
                oldest);
    }
}
