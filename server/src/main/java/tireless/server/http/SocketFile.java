package tireless.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import tireless.model.TirelessException;

/**
 * The file of a Unix socket that nobody else may use, not even for a moment: the socket is bound in a folder that only its owner can
 * enter, and moved to its place when it is closed to others. An old socket is replaced by that.
 */
public final class SocketFile implements AutoCloseable {
    /** What fits into {@code sun_path}, see unix(7). */
    private static final int LONGEST = 107;

    /** How many bytes the path of the place may have: room is needed for the folder beside it. */
    public static final int LONGEST_PLACE = LONGEST - 3;

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SOCKET = PosixFilePermissions.fromString("rw-------");

    private final Path place;
    private final Path folder;

    private SocketFile(Path place, Path folder) {
        this.place = place;
        this.folder = folder;
    }

    /** @throws TirelessException if the path is too long for a socket, or its folder can not be written */
    public static SocketFile prepare(Path place) {
        Path folder = place.resolveSibling("." + place.getFileName());
        Path longest = folder.resolve("s");
        if (longest.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw TirelessException.failed(
                    "the path %s is too long for a socket, which may have %d bytes; choose a shorter home"
                            .formatted(place, LONGEST_PLACE));
        }
        SocketFile file = new SocketFile(place, folder);
        try {
            file.makeFolder();
            Files.deleteIfExists(file.bound());
            return file;
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    /** Where to bind. */
    public Path bound() {
        return folder.resolve("s");
    }

    /** Brings the bound socket to its place. */
    public void publish() {
        try {
            Files.setPosixFilePermissions(bound(), SOCKET);
            Files.move(bound(), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(folder);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Takes the socket away: who connects from now on learns at once that nobody is there. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(place);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void makeFolder() throws IOException {
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        } catch (FileAlreadyExistsException _) {
            // Left by a server that was killed at its start.
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    private TirelessException failed(IOException e) {
        return TirelessException.failed(
                "cannot make the socket %s: %s".formatted(place, TirelessException.reason(e)), e);
    }
}
