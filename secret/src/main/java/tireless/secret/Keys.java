package tireless.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig2026;
import java.security.GeneralSecurityException;

/**
 * What values are sealed and named with. Immutable.
 *
 * @param values AES256-GCM; the primary key seals, all of them open
 * @param fingerprints HMAC-SHA256; always the same key, so that the same value has the same name also after a rotation
 */
record Keys(KeysetHandle values, KeysetHandle fingerprints) {
    private static final int KEY_BYTES = 32;

    static Keys fresh() throws GeneralSecurityException {
        HmacParameters fingerprint = HmacParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setTagSizeBytes(KEY_BYTES)
                .setHashType(HmacParameters.HashType.SHA256)
                .setVariant(HmacParameters.Variant.NO_PREFIX)
                .build();
        return new Keys(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
                KeysetHandle.generateNew(fingerprint, MacConfig2026.get()));
    }

    /** The same, with a new key that seals from now on. */
    Keys withNewPrimary() throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(values).setConfiguration(AeadConfig2026.get());
        builder.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary());
        return new Keys(builder.build(), fingerprints);
    }

    /** The same, and what {@code other} opens is opened too. */
    Keys and(Keys other) throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(values).setConfiguration(AeadConfig2026.get());
        for (int i = 0; i < other.values.size(); i++) {
            KeysetHandle.Entry entry = other.values.getAt(i);
            if (!opens(entry)) {
                builder.addEntry(KeysetHandle.importKey(entry.getKey()));
            }
        }
        return new Keys(builder.build(), fingerprints);
    }

    /** Whether these seal and name as {@code other}, and open all that it opens. */
    boolean include(Keys other) {
        for (int i = 0; i < other.values.size(); i++) {
            if (!opens(other.values.getAt(i))) {
                return false;
            }
        }
        return values.getPrimary().getId() == other.values.getPrimary().getId()
                && fingerprints.equalsKeyset(other.fingerprints);
    }

    private boolean opens(KeysetHandle.Entry wanted) {
        for (int i = 0; i < values.size(); i++) {
            if (values.getAt(i).getKey().equalsKey(wanted.getKey())) {
                return true;
            }
        }
        return false;
    }

    /** The same, without the keys that only open. */
    Keys withoutOldOnes() throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(values).setConfiguration(AeadConfig2026.get());
        for (int i = builder.size() - 1; i >= 0; i--) {
            if (!builder.getAt(i).isPrimary()) {
                builder.deleteAt(i);
            }
        }
        return new Keys(builder.build(), fingerprints);
    }

    Aead aead() throws GeneralSecurityException {
        return values.getPrimitive(AeadConfig2026.get(), Aead.class);
    }

    Mac mac() throws GeneralSecurityException {
        return fingerprints.getPrimitive(MacConfig2026.get(), Mac.class);
    }
}
