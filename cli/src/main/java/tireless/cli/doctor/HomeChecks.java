package tireless.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tireless.client.ServerAddress;
import tireless.linux.FileHole;
import tireless.model.TirelessException;

/** What the home gives: a place to write, room, a socket that nobody else can use. */
final class HomeChecks {
    /** Of a small file system a share: also an empty one has less room than these. */
    private static final long LITTLE_ROOM = 1L << 30;

    private static final long LITTLE_SHARE = 10;
    private static final long NO_ROOM = 64L << 20;
    private static final long NO_SHARE = 20;

    private HomeChecks() {}

    static List<Finding> all(Path home) {
        return List.of(writable(home), room(home), logs(home), socket(ServerAddress.of(home)));
    }

    static Finding writable(Path home) {
        try {
            Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.delete(Files.createTempFile(home, "doctor", ""));
            return Finding.ok("home", home.toString());
        } catch (IOException e) {
            return Finding.error(
                    "home",
                    "%s can not be written: %s".formatted(home, TirelessException.reason(e)),
                    "make it yours, or set TIRELESS_HOME to a folder that is");
        }
    }

    private static Finding room(Path home) {
        try {
            FileStore store = Files.getFileStore(Files.exists(home) ? home : home.getRoot());
            return room(store.getUsableSpace(), store.getTotalSpace(), store.type());
        } catch (IOException e) {
            return Finding.warning(
                    "disk", "its room is not known: " + TirelessException.reason(e), "see that the home can be read");
        }
    }

    static Finding room(long free, long total, String type) {
        String found = size(free) + " free, " + type;
        if (free < Math.min(NO_ROOM, total / NO_SHARE)) {
            return Finding.error("disk", found, "make room: nothing can be recorded, and logs end");
        }
        return free < Math.min(LITTLE_ROOM, total / LITTLE_SHARE)
                ? Finding.warning("disk", found, "make room: logs of workers need it")
                : Finding.ok("disk", found);
    }

    private static String size(long bytes) {
        return bytes < 100_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static Finding logs(Path home) {
        try {
            return logs(FileHole.isPossibleIn(home));
        } catch (IOException e) {
            return Finding.warning(
                    "logs",
                    "rotation can not be tried: " + TirelessException.reason(e),
                    "see that the home can be written");
        }
    }

    static Finding logs(boolean possible) {
        return possible
                ? Finding.ok("logs", "are rotated in place")
                : Finding.warning(
                        "logs",
                        "of running workers grow without limit: the home's file system can not free a part of a file",
                        "put the home on ext4, XFS, Btrfs or tmpfs");
    }

    static Finding socket(ServerAddress address) {
        if (!Files.exists(address.socket())) {
            return Finding.ok("socket", "none, for no server runs");
        }
        try {
            Set<PosixFilePermission> open = Files.getPosixFilePermissions(address.socket());
            return open.stream().allMatch(permission -> permission.name().startsWith("OWNER"))
                    ? Finding.ok("socket", address.socket() + ", for this account alone")
                    : Finding.warning(
                            "socket",
                            address.socket() + " is open to other accounts",
                            "restart the server: it makes the socket anew");
        } catch (IOException e) {
            return Finding.warning(
                    "socket", "can not be looked at: " + TirelessException.reason(e), "see who owns the home");
        }
    }
}
