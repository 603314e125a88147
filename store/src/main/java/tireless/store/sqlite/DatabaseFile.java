package tireless.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import tireless.model.TirelessException;

/** Opens the file, and refuses what could not be trusted. Nothing that exists is ever replaced. */
final class DatabaseFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private DatabaseFile() {}

    /** A session on a file that was checked and has the current schema. */
    static Session open(Path file) {
        Failures failures = new Failures(file);
        try {
            create(file, failures);
        } catch (IOException e) {
            throw new TirelessException(
                    TirelessException.Code.FAILED,
                    true,
                    "cannot create %s (%s): its directory must be writable for this user".formatted(file, reason(e)),
                    e);
        }
        Session session = connect(file, failures);
        try {
            check(session, failures);
            Schema.migrate(session, failures);
            return session;
        } catch (SQLException e) {
            throw closing(session, failures.of(e));
        } catch (RuntimeException e) {
            throw closing(session, e);
        }
    }

    /** One more session on a file that {@link #open} has opened. */
    static Session connect(Path file, Failures failures) {
        try {
            Session session = Session.open(file);
            try {
                session.execute("PRAGMA busy_timeout = 5000");
                session.execute("PRAGMA journal_mode = WAL");
                session.execute("PRAGMA synchronous = FULL");
                return session;
            } catch (SQLException e) {
                throw closing(session, failures.of(e));
            }
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    private static void create(Path file, Failures failures) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory, OWNER_DIRECTORY);
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        // SQLite drops the log of an empty file, and with it what was committed last.
        if ((!Files.exists(file) || Files.size(file) == 0) && Files.exists(log) && Files.size(log) > 0) {
            throw failures.damaged("it is empty, and " + log.getFileName() + " beside it is not");
        }
        try {
            Files.createFile(file, OWNER_FILE);
            try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
                entries.force(true);
            }
        } catch (FileAlreadyExistsException _) {
            if (Files.isWritable(file)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private static void check(Session session, Failures failures) throws SQLException {
        List<String> findings = session.query("PRAGMA quick_check(1)", row -> row.getString(1));
        if (!findings.equals(List.of("ok"))) {
            throw failures.damaged(String.join(", ", findings).replaceAll("\\s+", " "));
        }
    }

    private static RuntimeException closing(Session session, RuntimeException failure) {
        try {
            session.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replaceAll("Exception$", "") + ": " + e.getMessage();
    }
}
