package tireless.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import tireless.model.TirelessException;
import tireless.store.SealedSecret;
import tireless.store.SealedSecrets;

/**
 * Another key for all that is sealed. May end anywhere: what is sealed opens with the keys that are kept then, and the next one does it to the end.
 *
 * @param sealed how many values of revisions have the new key
 * @param unread the secrets of which some could not be read, and are as they were
 */
public record KeyRotation(int sealed, SortedSet<String> unread) {
    /** How far it is. */
    enum Step {
        KEY_ADDED,
        SEALED_ANEW,
        OLD_KEYS_DROPPED
    }

    /**
     * Nobody may seal anything meanwhile.
     *
     * @param lost whether to go on without what can not be read; where the keys themselves can not, with new ones
     * @throws TirelessException if something can not be read, unless {@code lost}, or the key or the store not be written
     */
    public static KeyRotation of(Vault vault, SealedSecrets secrets, boolean lost) {
        return of(vault, secrets, lost, _ -> {});
    }

    static KeyRotation of(Vault vault, SealedSecrets secrets, boolean lost, Consumer<Step> reached) {
        List<SealedSecret> all = secrets.all();
        SortedSet<String> unread = unread(vault, all);
        if (!unread.isEmpty() && !lost) {
            throw TirelessException.failed(
                    ("not every value can be read, so no key was changed: %s; apply these again or put the key back,"
                                    + " or go on without them (--lost)")
                            .formatted(String.join(", ", unread)));
        }
        boolean anew =
                unread.size() == all.stream().map(SealedSecret::key).distinct().count() && !all.isEmpty();
        if (anew && lost) {
            vault.beginAnew();
        } else {
            vault.addKey();
        }
        reached.accept(Step.KEY_ADDED);
        List<SealedSecret> next = new ArrayList<>();
        for (SealedSecret secret : all) {
            if (opens(vault, secret)) {
                next.add(vault.sealAnew(secret));
            }
        }
        secrets.replace(next);
        reached.accept(Step.SEALED_ANEW);
        vault.dropOldKeys();
        reached.accept(Step.OLD_KEYS_DROPPED);
        return new KeyRotation(next.size(), unread);
    }

    private static SortedSet<String> unread(Vault vault, List<SealedSecret> all) {
        SortedSet<String> unread = new TreeSet<>();
        all.stream()
                .filter(secret -> !opens(vault, secret))
                .forEach(secret -> unread.add(secret.key().toString()));
        return unread;
    }

    private static boolean opens(Vault vault, SealedSecret secret) {
        try {
            var _ = vault.open(secret);
            return true;
        } catch (TirelessException _) {
            return false;
        }
    }
}
