package tireless.cli.plane;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
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
 * @param problem what is in the way of those that are desired, for people; empty where they can be read, or it was not tried
 * @param older the revisions that are not desired any more and can not be read
 * @param open whether other accounts can read the key
 */
public record SecretCheck(
        int sealed, boolean unknown, Optional<String> problem, SortedSet<String> older, boolean open) {
    /** Nothing is changed. */
    public static SecretCheck of(Path home, Backups backups, Context context) {
        try {
            Inspection.Secrets all = Inspection.secrets(backups.database(), backups.libraries());
            int sealed = all.all().size();
            Vault vault = Vault.of(
                    home,
                    Optional.ofNullable(context.environment().get(Vault.VARIABLE)),
                    () -> !all.all().isEmpty());
            if (sealed == 0 || vault.isLocked()) {
                return new SecretCheck(
                        sealed, sealed > 0, Optional.empty(), Collections.emptySortedSet(), vault.isOpenToOthers());
            }
            return vault.trouble()
                    .map(why -> new SecretCheck(
                            sealed, false, Optional.of(why), Collections.emptySortedSet(), vault.isOpenToOthers()))
                    .orElseGet(() -> of(all, vault));
        } catch (TirelessException refused) {
            return new SecretCheck(
                    0, false, Optional.of(String.valueOf(refused.getMessage())), Collections.emptySortedSet(), false);
        }
    }

    private static SecretCheck of(Inspection.Secrets secrets, Vault vault) {
        SortedSet<String> unread = unread(secrets.desired(), vault);
        SortedSet<String> older = unread(secrets.all(), vault);
        older.removeAll(unread);
        Optional<String> problem = unread.isEmpty()
                ? Optional.empty()
                : Optional.of("encrypted with another key than the one that is there: " + String.join(", ", unread));
        return new SecretCheck(secrets.all().size(), false, problem, older, vault.isOpenToOthers());
    }

    private static SortedSet<String> unread(List<SealedSecret> secrets, Vault vault) {
        SortedSet<String> unread = new TreeSet<>();
        secrets.stream().filter(secret -> !vault.opens(secret)).forEach(secret -> unread.add(secret.revision()));
        return unread;
    }
}
