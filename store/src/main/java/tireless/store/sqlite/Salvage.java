package tireless.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import tireless.model.TirelessException;
import tireless.store.DamagedStoreException;

/**
 * What was saved of a damaged database, which is a new one now.
 *
 * @param kept the damaged file, as it was
 * @param saved the resources that are still desired, by name
 * @param lost those that are not any more, each with the reason
 * @param revisions how many were saved
 * @param events how many were saved
 */
public record Salvage(Path kept, List<String> saved, SortedMap<String, String> lost, int revisions, int events) {
    /**
     * Makes a new database of every row whose checksum holds, verifies it and puts it in the place of the damaged one, which nobody may
     * have open.
     *
     * @param libraries as for {@link SqliteStore#open}
     * @param now when the revisions of what is lost count as deleted
     * @throws TirelessException if nothing can be saved, or the file is of a newer Tireless or another program; then nothing is changed
     */
    public static Salvage of(Path file, Path libraries, Instant now) {
        NativeLibrary.load(libraries);
        Failures failures = new Failures(file);
        try {
            Remains remains = remains(file, failures);
            if (remains.desired().isEmpty()) {
                throw TirelessException.failed(
                        ("nothing of %s can be saved, and nothing was changed: `tireless restore`"
                                        + " puts a backup in its place; to begin anew, move it away")
                                .formatted(file));
            }
            Path made = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "." + file.getFileName(),
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                fill(made, remains, now, failures);
                Inspection.of(new Failures(made, "nothing was changed"));
                Path kept = Replacement.replace(file, made);
                List<String> saved = remains.desired().stream()
                        .map(resource -> resource.name(0))
                        .sorted()
                        .toList();
                return new Salvage(
                        kept,
                        saved,
                        remains.lost(),
                        remains.revisions().size(),
                        remains.events().size());
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw new TirelessException(
                    TirelessException.Code.FAILED,
                    true,
                    "cannot repair %s: %s; %s".formatted(file, TirelessException.reason(e), Replacement.outcome(file)),
                    e);
        }
    }

    private static Remains remains(Path file, Failures failures) throws IOException {
        boolean logIsSound = WriteAheadLog.damage(Soundness.log(file)).isEmpty();
        try (Session session = Session.openToRead(file, failures)) {
            List<String> findings = session.query("PRAGMA integrity_check(1)", row -> row.getString(1));
            if (logIsSound && findings.equals(List.of("ok")) && Schema.version(session, failures) == Schema.VERSION) {
                return Remains.of(session);
            }
        } catch (DamagedStoreException _) {
            // Its tables are not as they were made: then its pages are read one by one.
        } catch (SQLException e) {
            if (failures.of(e).retryable() && e.getErrorCode() != SQLiteErrorCode.SQLITE_ERROR.code) {
                throw failures.of(e);
            }
            // The same where its structure is damaged.
        }
        return Remains.of(Pages.read(file));
    }

    private static void fill(Path made, Remains remains, Instant now, Failures failures) throws IOException {
        List<Remains.Row> desired = remains.desired();
        Set<String> uids = new HashSet<>();
        desired.forEach(resource -> uids.add(resource.text(3)));
        long newest = desired.stream().mapToLong(Remains::version).max().orElse(0);
        try (Session session = DatabaseFile.connect(made, failures)) {
            Schema.create(session);
            session.transaction(() -> {
                insert(
                        session,
                        "resource",
                        "scope, type, name, uid, revision, power, scaled_to, version, sum",
                        desired);
                insert(
                        session,
                        "revision",
                        "sequence, scope, type, name, uid, number, created_at, workload, manifest, sum, deleted_at, metadata",
                        List.copyOf(remains.revisions()));
                insert(
                        session,
                        "event",
                        "sequence, at, scope, type, name, uid, ordinal, happening, sum",
                        List.copyOf(remains.events()));
                insert(session, "sealed", SealedTable.COLUMNS, List.copyOf(remains.sealed()));
                SealedTable.prune(session);
                for (Remains.Row revision : remains.revisions()) {
                    end(session, revision, uids.contains(revision.text(4)), now);
                }
                // Beyond what anybody has seen, so that no view of the lost state is taken for a present one.
                session.update("UPDATE counter SET version = ?", newest + 1_000);
            });
        }
        Durable.content(made);
    }

    /** What is desired has no end; all else has one, and is dropped when its time is over. */
    private static void end(Session session, Remains.Row revision, boolean desired, Instant now) throws SQLException {
        if (desired) {
            session.update(
                    "UPDATE revision SET deleted_at = NULL WHERE sequence = ?",
                    revision.values().getFirst());
        } else {
            session.update(
                    "UPDATE revision SET deleted_at = ifnull(deleted_at, ?2) WHERE sequence = ?1",
                    revision.values().getFirst(),
                    now.toString());
        }
    }

    private static void insert(Session session, String table, String columns, List<Remains.Row> rows)
            throws SQLException {
        String places = "?, ".repeat(columns.split(", ", -1).length).replaceAll(", $", "");
        for (Remains.Row row : rows) {
            @Nullable Object[] values = row.values().toArray();
            session.update("INSERT INTO %s (%s) VALUES (%s)".formatted(table, columns, places), values);
        }
    }
}
