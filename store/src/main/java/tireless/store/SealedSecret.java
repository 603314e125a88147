package tireless.store;

import tireless.model.ResourceKey;
import tireless.model.Uid;

/**
 * The values of one revision of a secret, as only who has the key can read them.
 *
 * @param uid that of the revision
 * @param number that of the revision
 * @param sealed in base64 (RFC 4648)
 */
public record SealedSecret(ResourceKey key, Uid uid, int number, String sealed) {
    /** Which revision it is of, for people. */
    public String revision() {
        return "%s (revision %d)".formatted(key, number);
    }

    /** Without what is sealed. */
    @Override
    public String toString() {
        return "SealedSecret[key=%s, uid=%s, number=%d]".formatted(key, uid.value(), number);
    }
}
