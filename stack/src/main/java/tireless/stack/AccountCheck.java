package tireless.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.Location;
import tireless.model.UnixAccount;

/**
 * Warns of an account of its own where this machine lacks it, or what gives it. An image
 * has accounts of its own, so there only numbers say which is meant.
 */
final class AccountCheck {
    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin");

    private AccountCheck() {}

    static void check(WorkerManifest manifest, Launch launch, ResolveContext context) {
        Optional<UnixAccount> account = manifest.worker().tireless().unixUser();
        if (account.isEmpty()) {
            return;
        }
        Location at = manifest.valueAt("worker", "tireless", "unixUser");
        boolean found =
                FOLDERS.stream().anyMatch(folder -> context.disk().at(Path.of(folder, "setpriv")) == Disk.Kind.PROGRAM);
        if (launch.image().isPresent() && !account.get().isNumeric()) {
            context.problems()
                    .error(
                            "account-of-image",
                            at,
                            "in an image, `%s` may be another account than on this machine".formatted(account.get()),
                            "write its number in the image, as in `1000` or `1000:1000`");
        } else if (launch.image().isEmpty() && !found) {
            context.problems()
                    .warning(
                            "no-setpriv",
                            at,
                            "this machine has no program `setpriv`: the worker is not started without it",
                            "install util-linux where the worker runs");
        }
        if (launch.image().isEmpty()) {
            new LocalAccounts(context.disk())
                    .missing(account.get())
                    .ifPresent(missing -> context.problems()
                            .warning(
                                    "no-such-account",
                                    at,
                                    "this machine has no %s: the worker is not started without it".formatted(missing),
                                    "add it where the worker runs (useradd, groupadd), or correct the name"));
        }
    }
}
