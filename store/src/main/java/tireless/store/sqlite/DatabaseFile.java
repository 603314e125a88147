package tireless.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;
import tireless.model.TirelessException;

/** Opens the file, and refuses what could not be trusted. Nothing that exists is ever replaced. */
final class DatabaseFile {
    static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private DatabaseFile() {}

    /** A session on a file that was checked and has the current schema; a replacement that was broken off is finished first. */
    static Session open(Path file, Failures failures) {
        var _ = Restore.finish(file);
        try {
            create(file, failures);
        } catch (SQLException e) {
            throw failures.of(e);
        } catch (IOException e) {
            throw new TirelessException(
                    TirelessException.Code.FAILED,
                    true,
                    "cannot create %s: %s; make room or rights in its folder, then try again"
                            .formatted(file, TirelessException.reason(e)),
                    e);
        }
        Soundness.check(file, failures);
        Session session = connect(file, failures);
        try {
            Schema.migrate(session, failures);
            // Last, as it writes into the file.
            session.execute("PRAGMA journal_mode = WAL");
            return session;
        } catch (SQLException e) {
            throw closing(session, Soundness.failure(e, failures));
        } catch (RuntimeException e) {
            throw closing(session, e);
        }
    }

    /** One more session on a file that {@link #open} has opened. */
    static Session connect(Path file, Failures failures) {
        try {
            Session session = Session.open(file, failures);
            try {
                session.execute("PRAGMA busy_timeout = 5000");
                session.execute("PRAGMA synchronous = FULL");
                return session;
            } catch (SQLException e) {
                throw closing(session, failures.of(e));
            }
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    private static void create(Path file, Failures failures) throws IOException, SQLException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory, OWNER_DIRECTORY);
        Path log = Soundness.log(file);
        if (Files.exists(file)) {
            Header.check(file, log, failures);
            if (!Files.isWritable(file)) {
                throw new TirelessException(
                        TirelessException.Code.FAILED,
                        true,
                        "cannot write %s: the file or its file system is read-only".formatted(file));
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return;
        }
        if (Files.exists(log)) {
            // SQLite would drop the log of a new file, and with it what was committed last.
            throw failures.damaged("it is missing, and " + log.getFileName() + " is not");
        }
        // Made aside and then linked, so that a file of that name is whole from its first moment, whoever dies in
        // between.
        Path made = Files.createTempFile(directory, "." + file.getFileName(), ".new", OWNER_FILE);
        try {
            try (Session session = connect(made, failures)) {
                // Without a log, whose end may stay unwritten on a full disk when it is let go.
                Schema.create(session);
            }
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException _) {
            // Another opener was first.
        } finally {
            Files.deleteIfExists(made);
        }
        Durable.names(file);
    }

    private static RuntimeException closing(Session session, RuntimeException failure) {
        try {
            session.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
