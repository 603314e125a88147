package tireless.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.store.SealedSecret;
import tireless.store.Store;

/**
 * Another key for all that is sealed and can be read. May end anywhere: what is sealed opens with the keys that are kept then, and the next one does it to the end.
 *
 * <p>What no key opens that there is, is lost to it already and stays as it is, for a key that comes back. Of older revisions that hinders nothing.
 *
 * @param sealed how many values of revisions have the new key
 * @param unread the secrets whose values could not be read, and are as they were
 * @param older the same of revisions that are not desired any more
 * @param notes what had to be done with the file of keys besides, for people
 */
public record KeyRotation(int sealed, SortedSet<String> unread, SortedSet<String> older, List<String> notes) {
    /** How far it is. */
    enum Step {
        KEY_ADDED,
        SEALED_ANEW,
        OLD_KEYS_DROPPED
    }

    /**
     * Nobody may seal anything meanwhile.
     *
     * @param lost whether to go on without what can not be read of what is desired; where the keys themselves can not, with new ones
     * @throws TirelessException if something of that can not be read, unless {@code lost}, or the key or the store not be written
     */
    public static KeyRotation of(Vault vault, Store store, boolean lost) {
        return of(vault, store, lost, _ -> {});
    }

    static KeyRotation of(Vault vault, Store store, boolean lost, Consumer<Step> reached) {
        Optional<String> trouble = vault.trouble();
        if (trouble.isPresent() && !lost) {
            throw TirelessException.failed("no key was changed: " + trouble.get());
        }
        List<SealedSecret> read = new ArrayList<>();
        SortedSet<String> unread = new TreeSet<>();
        SortedSet<String> older = new TreeSet<>();
        Map<ResourceKey, DesiredResource> desired = store.desired();
        for (SealedSecret secret : store.secrets().all()) {
            if (trouble.isEmpty() && vault.opens(secret)) {
                read.add(secret);
            } else {
                (isDesired(secret, desired) ? unread : older).add(secret.revision());
            }
        }
        if (!unread.isEmpty() && !lost) {
            throw TirelessException.failed(
                    ("not every value can be read, so no key was changed: %s; apply these again or put their key back,"
                                    + " or go on without them (--lost)")
                            .formatted(String.join(", ", unread)));
        }
        if (trouble.isPresent()) {
            vault.beginAnew();
        } else {
            vault.addKey();
        }
        reached.accept(Step.KEY_ADDED);
        store.secrets().replace(read.stream().map(vault::sealAnew).toList());
        reached.accept(Step.SEALED_ANEW);
        vault.dropOldKeys();
        reached.accept(Step.OLD_KEYS_DROPPED);
        return new KeyRotation(read.size(), unread, older, vault.news());
    }

    private static boolean isDesired(SealedSecret secret, Map<ResourceKey, DesiredResource> desired) {
        DesiredResource resource = desired.get(secret.key());
        return resource != null
                && resource.power() != Power.REMOVED
                && resource.revision().uid().equals(secret.uid())
                && resource.revision().number() == secret.number();
    }
}
