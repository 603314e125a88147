package tireless.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tireless.model.UnixAccount;

/** The names of accounts and groups in the files of this machine, where it looks for them nowhere else (nsswitch.conf(5)). */
final class LocalAccounts {
    private static final int MOST = 4 << 20;
    private static final Path SWITCH = Path.of("/etc/nsswitch.conf");
    private static final Set<String> LOCAL = Set.of("files", "compat", "systemd");

    private final Disk disk;

    LocalAccounts(Disk disk) {
        this.disk = disk;
    }

    /** The part of {@code account} that this machine has no name of; empty also where that can not be told. */
    Optional<String> missing(UnixAccount account) {
        return missing("account", "passwd", account.user())
                .or(() -> account.group().flatMap(group -> missing("group", "group", group)));
    }

    private Optional<String> missing(String what, String database, String name) {
        Path file = Path.of("/etc", database);
        if (UnixAccount.isNumber(name) || disk.at(file) != Disk.Kind.FILE) {
            return Optional.empty();
        }
        try {
            boolean elsewhere = disk.at(SWITCH) != Disk.Kind.ABSENT
                    && lines(SWITCH)
                            .filter(line -> line.startsWith(database + ":"))
                            .flatMap(line -> Stream.of(line.substring(database.length() + 1)
                                    .strip()
                                    .split("\\s+", -1)))
                            .anyMatch(service -> !service.isEmpty() && !LOCAL.contains(service));
            boolean found = elsewhere || lines(file).anyMatch(line -> line.startsWith(name + ":"));
            return found ? Optional.empty() : Optional.of("%s `%s`".formatted(what, name));
        } catch (IOException _) {
            // Who starts it can tell.
            return Optional.empty();
        }
    }

    private Stream<String> lines(Path file) throws IOException {
        return List.of(new String(disk.read(file, MOST), StandardCharsets.UTF_8).split("\n", -1)).stream();
    }
}
