package tireless.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tireless.cli.context.Context;
import tireless.cli.plane.Backups;
import tireless.cli.plane.SecretCheck;
import tireless.model.Plural;
import tireless.secret.Vault;

/** Whether the values of the home's secrets can be read. Nothing is changed. */
final class SecretChecks {
    private static final String WHAT = "secrets";

    private SecretChecks() {}

    static List<Finding> all(Path home, Backups backups, Context context) {
        if (!Files.exists(backups.database())) {
            return List.of();
        }
        SecretCheck check = SecretCheck.of(home, backups, context);
        return check.open() ? List.of(of(check), open(home)) : List.of(of(check));
    }

    private static Finding open(Path home) {
        return Finding.warning(
                WHAT,
                "other accounts may read their key, " + home.resolve(Vault.FILE),
                "chmod 600 it; where somebody may have read it, then `tireless secret rotate-key`");
    }

    private static Finding of(SecretCheck check) {
        if (check.problem().isPresent()) {
            return Finding.error(
                    WHAT,
                    check.problem().get(),
                    "workers that use them wait, all others run; as soon as the key is back, or they are applied again, they start");
        }
        if (check.unknown()) {
            return Finding.warning(
                    WHAT,
                    "not looked at: their key is locked, and %s is not set here".formatted(Vault.VARIABLE),
                    "give doctor the variable that the server has");
        }
        return Finding.ok(WHAT, check.sealed() == 0 ? "none" : read(check));
    }

    private static String read(SecretCheck check) {
        int read = check.sealed() - check.older().size();
        String text = "the values of %s can be read".formatted(Plural.of(read, "revision"));
        return check.older().isEmpty()
                ? text
                : text + ", and of older ones not those of " + String.join(", ", check.older());
    }
}
