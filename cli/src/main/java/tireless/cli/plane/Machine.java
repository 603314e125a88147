package tireless.cli.plane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tireless.model.TirelessException;

/** What a control plane takes from the machine and the account that it runs on, and nothing else of the shell that started it. */
public final class Machine {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Machine() {}

    /**
     * The variables that every worker gets: those of the service account.
     *
     * @param shell the variables of the calling shell, of which the language, the time zone and the place for temporary files are taken
     */
    static Map<String, String> accountEnvironment(Map<String, String> shell, String user, Path userHome) {
        Map<String, String> account = new TreeMap<>();
        account.put("PATH", shell.getOrDefault("PATH", PATH));
        account.put("HOME", userHome.toString());
        account.put("USER", user);
        account.put("LANG", shell.getOrDefault("LANG", "C.UTF-8"));
        account.put("TMPDIR", shell.getOrDefault("TMPDIR", "/tmp"));
        Optional.ofNullable(shell.get("TZ")).ifPresent(zone -> account.put("TZ", zone));
        return account;
    }

    /**
     * A folder with a short path for sockets, which only this user can enter.
     *
     * @throws TirelessException if it cannot be made, or belongs to somebody else
     */
    public static Path socketFolder(Map<String, String> shell, String user) {
        Path base = Optional.ofNullable(shell.get("XDG_RUNTIME_DIR"))
                .map(Path::of)
                .filter(Files::isWritable)
                .map(runtime -> runtime.resolve("tireless"))
                .orElse(Path.of("/tmp/tireless-" + user));
        try {
            if (!Files.isDirectory(base)) {
                Files.createDirectory(
                        base, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (!Files.getOwner(base).getName().equals(user) || Files.isSymbolicLink(base)) {
                throw TirelessException.failed(
                        base + " belongs to somebody else; remove it, or set XDG_RUNTIME_DIR to a folder of your own");
            }
            return base;
        } catch (IOException e) {
            throw TirelessException.failed(
                    "cannot make the folder %s for sockets: %s".formatted(base, TirelessException.reason(e)), e);
        }
    }

    /** Folders that may be in memory, the best first. */
    static List<Path> memoryFolders(Map<String, String> shell) {
        return Stream.concat(
                        Optional.ofNullable(shell.get("XDG_RUNTIME_DIR")).map(Path::of).stream(),
                        Stream.of(Path.of("/dev/shm")))
                .filter(folder -> folder.isAbsolute() && Files.isDirectory(folder))
                .toList();
    }
}
