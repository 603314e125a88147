package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tireless.runtime.process.namespace.Unshare;

/**
 * A network of its own for one process (network_namespaces(7)): it has loopback, which is up, and nothing else. Made by {@code unshare},
 * which becomes the command, so that the process keeps its number. An account other than root gets it by way of user namespaces, and
 * is itself again when the command runs. Safe for use by many threads.
 */
final class OwnNetwork {
    /** Brings loopback up: by iproute2 where it is there, else by sysfs, which must be mounted anew to show this network. */
    private static final String RAISE = """
            (exec 2>&-; PATH=/usr/sbin:/usr/bin:/sbin:/bin; ip link set lo up) ||
            (PATH=/usr/sbin:/usr/bin:/sbin:/bin
            unshare --mount -- /bin/sh -c 'mount -t sysfs none /sys && echo 1 >/sys/class/net/lo/flags')
            __tireless_up=
            while read -r __tireless_line; do
                case $__tireless_line in *127.0.0.1) __tireless_up=1 ;; esac
            done </proc/net/fib_trie
            [ "$__tireless_up" ] || { echo 'loopback can not be brought up' >&2; exit 70; }
            unset OLDPWD SHLVL
            """;

    private static final String USERS = "--user";

    private volatile @Nullable List<String> known;

    /** How to get one. */
    sealed interface Way {
        /** @param before what the command is put behind */
        record Open(List<String> before) implements Way {}

        /** @param cause what is missing, and what to do, for people */
        record Closed(String cause) implements Way {}
    }

    /**
     * Tries it out until it has succeeded once: what is missing today may be installed tomorrow.
     *
     * @param asRoot whether what is run must still be able to become any account, which it is not by way of user namespaces
     */
    Way find(boolean asRoot) throws IOException {
        @Nullable List<String> found = known;
        return found == null || (asRoot && found.contains(USERS)) ? tryAll(asRoot) : new Way.Open(found);
    }

    private Way tryAll(boolean asRoot) throws IOException {
        Optional<Path> unshare = Unshare.program("unshare");
        if (unshare.isEmpty()) {
            return new Way.Closed("there is no program unshare on this machine: install util-linux");
        }
        String refusal = "";
        List<List<String>> ways = ways(unshare.get().toString(), Unshare.user(), Unshare.group());
        for (List<String> before : asRoot ? ways.subList(0, 1) : ways) {
            Optional<String> refused = Unshare.refusal(before);
            if (refused.isEmpty()) {
                known = before;
                return new Way.Open(before);
            }
            refusal = refused.get();
        }
        return new Way.Closed(
                "this account may not make a network here (%s): run the server as root, or let it make user namespaces"
                        .formatted(refusal));
    }

    /**
     * What a command is put behind to be run in the network of a process that has one of its own; empty for an account other than root,
     * which may not enter it, and where there is no {@code nsenter}.
     */
    static Optional<List<String>> into(long pid) throws IOException {
        return Unshare.user() == Unshare.ROOT
                ? Unshare.program("nsenter")
                        .map(found -> List.of(found.toString(), "--net=/proc/" + pid + "/ns/net", "--"))
                : Optional.empty();
    }

    /** What may lead to one, the simplest first. */
    static List<List<String>> ways(String unshare, long user, long group) {
        List<String> byRoot = List.of(unshare, "--net", "--", "/bin/sh", "-c", RAISE + "exec \"$@\"", "sh");
        // First the users, then the network: so it belongs to who is root among them, and that one may bring loopback
        // up.
        List<String> byUsers = List.of(
                unshare,
                USERS,
                "--map-root-user",
                "--",
                unshare,
                "--net",
                "--",
                "/bin/sh",
                "-c",
                RAISE + "exec %s --user --map-user=%d --map-group=%d -- \"$@\"".formatted(unshare, user, group),
                "sh");
        return user == Unshare.ROOT ? List.of(byRoot, byUsers) : List.of(byUsers);
    }
}
