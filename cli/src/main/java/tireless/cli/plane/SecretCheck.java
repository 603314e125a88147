package tireless.cli.plane;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tireless.cli.context.Context;
import tireless.model.TirelessException;
import tireless.secret.Vault;
import tireless.store.SealedSecret;
import tireless.store.sqlite.Inspection;

/**
 * Whether the values of secrets in a home's database can be read with its key.
 *
 * @param sealed how many revisions have values
 * @param unknown whether that was not tried, as the key is locked and this process was not given its key
 * @param problem what is in the way, for people; empty where they can, or it was not tried
 */
public record SecretCheck(int sealed, boolean unknown, Optional<String> problem) {
    /** Nothing is changed. */
    public static SecretCheck of(Path home, Backups backups, Context context) {
        try {
            List<SealedSecret> all = Inspection.secrets(backups.database(), backups.libraries());
            Vault vault = Vault.of(
                    home, Optional.ofNullable(context.environment().get(Vault.VARIABLE)), () -> !all.isEmpty());
            if (all.isEmpty() || vault.isLocked()) {
                return new SecretCheck(all.size(), !all.isEmpty(), Optional.empty());
            }
            return new SecretCheck(all.size(), false, problem(all, vault));
        } catch (TirelessException refused) {
            return new SecretCheck(0, false, Optional.of(String.valueOf(refused.getMessage())));
        }
    }

    private static Optional<String> problem(List<SealedSecret> all, Vault vault) {
        TreeSet<String> unread = new TreeSet<>();
        String why = "";
        for (SealedSecret secret : all) {
            try {
                var _ = vault.open(secret);
            } catch (TirelessException refused) {
                unread.add(secret.key().toString());
                why = String.valueOf(refused.getMessage());
            }
        }
        return switch (unread.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(why);
            default -> Optional.of("%s (so it is with %s)".formatted(why, String.join(", ", unread)));
        };
    }
}
