package tireless.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tireless.cli.context.Context;
import tireless.cli.plane.Backups;
import tireless.cli.plane.SecretCheck;
import tireless.secret.Vault;

/** Whether the values of the home's secrets can be read. Nothing is changed. */
final class SecretChecks {
    private static final String WHAT = "secrets";

    private SecretChecks() {}

    static List<Finding> all(Path home, Backups backups, Context context) {
        return Files.exists(backups.database()) ? List.of(of(SecretCheck.of(home, backups, context))) : List.of();
    }

    private static Finding of(SecretCheck check) {
        if (check.problem().isPresent()) {
            return Finding.error(
                    WHAT,
                    check.problem().get(),
                    "workers that use them wait, all others run: put the key back as it was, or apply these secrets again");
        }
        if (check.unknown()) {
            return Finding.warning(
                    WHAT,
                    "not looked at: their key is locked, and %s is not set here".formatted(Vault.VARIABLE),
                    "give doctor the variable that the server has");
        }
        return Finding.ok(
                WHAT,
                check.sealed() == 0 ? "none" : "the values of %d revisions can be read".formatted(check.sealed()));
    }
}
