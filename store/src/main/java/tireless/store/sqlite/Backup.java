package tireless.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import tireless.model.TirelessException;

/**
 * A copy of a database, whole and verified, in one file.
 *
 * @param content what was found in it when it was verified
 */
public record Backup(Path file, Inspection content) {
    private static final String ASIDE = ".new";

    /** Changes of a new home: the usual workspace. */
    private static final long UNTOUCHED = 1;

    /**
     * Copies what is committed at this moment; others go on reading and committing meanwhile. The file appears when it is whole and
     * safe, and not at all where this fails.
     *
     * @param database what is copied; a process may have it open
     * @param target in a folder that exists; made for this user alone
     * @param replace whether a file that is there already is replaced
     * @param libraries as for {@link SqliteStore#open}
     * @throws TirelessException if the database is damaged, the copy cannot be written, or there is a file that is not to be replaced
     */
    public static Backup write(Path database, Path target, boolean replace, Path libraries) {
        NativeLibrary.load(libraries);
        Path whole = target.toAbsolutePath();
        if (!replace && Files.exists(whole)) {
            throw occupied(target);
        }
        Soundness.check(database, new Failures(database));
        try {
            Path aside = copy(database, target);
            try {
                Inspection content = verified(aside, target);
                publish(aside, whole, replace);
                return new Backup(target, content);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (FileAlreadyExistsException _) {
            throw occupied(target);
        } catch (IOException e) {
            throw unwritable(target, TirelessException.reason(e), e);
        }
    }

    /**
     * Whether another state is desired in a database than in a backup of it. That something happened is no change.
     *
     * @param backup empty where there is none: then anything that was ever asked for is a change
     * @throws TirelessException if one of them cannot be read
     */
    public static boolean isDue(Path database, Optional<Path> backup, Path libraries) {
        NativeLibrary.load(libraries);
        List<Long> now = state(database);
        return backup.isPresent() ? !state(backup.get()).equals(now) : now.getFirst() > UNTOUCHED;
    }

    private static List<Long> state(Path file) {
        Failures failures = new Failures(file);
        try (Session session = Session.openToRead(file, failures)) {
            return session.query(
                            "SELECT (SELECT version FROM counter), (SELECT count(*) FROM resource)",
                            row -> List.of(row.getLong(1), row.getLong(2)))
                    .getFirst();
        } catch (SQLException e) {
            throw Soundness.failure(e, failures);
        }
    }

    /** Whether a file of that name is what a backup that was broken off has left. */
    public static boolean isLeftover(String name) {
        return name.startsWith(".tireless") && (name.endsWith(ASIDE) || name.endsWith(ASIDE + "-journal"));
    }

    /** A copy beside the target that was made safe; nothing is left where this fails. */
    static Path copy(Path database, Path target) throws IOException {
        Failures failures = new Failures(database);
        Path aside = Files.createTempFile(
                target.toAbsolutePath().getParent(),
                "." + target.getFileName(),
                ASIDE,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Session session = Session.openToRead(database, failures)) {
            session.update("VACUUM INTO ?", aside.toString());
            Durable.content(aside);
            return aside;
        } catch (SQLException e) {
            Files.deleteIfExists(aside);
            throw failures.isOfSpace(e) ? unwritable(target, "its disk is full", e) : Soundness.failure(e, failures);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    private static Inspection verified(Path aside, Path target) {
        try {
            return Inspection.of(new Failures(aside, "nothing was written to " + target));
        } catch (TirelessException e) {
            throw new TirelessException(
                    e.code(), e.retryable(), "the copy does not hold what it should: " + e.getMessage(), e);
        }
    }

    private static void publish(Path aside, Path target, boolean replace) throws IOException {
        if (replace) {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            link(aside, target);
        }
        Durable.names(target);
    }

    private static void link(Path aside, Path target) throws IOException {
        try {
            Files.createLink(target, aside);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            // There are no links on some file systems, such as those of memory sticks.
            if (Files.exists(target)) {
                throw e;
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static TirelessException occupied(Path target) {
        return TirelessException.failed(target + " exists already, and is left as it is; `--force` replaces it");
    }

    private static TirelessException unwritable(Path target, String why, Exception cause) {
        return new TirelessException(
                TirelessException.Code.FAILED,
                true,
                "cannot write %s: %s; make room or rights there, or name another file".formatted(target, why),
                cause);
    }
}
