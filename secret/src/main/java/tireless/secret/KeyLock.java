package tireless.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tireless.model.TirelessException;

/**
 * What a file of keys is locked with, where the home must not have it in the clear: it comes from the environment.
 *
 * @param keys the first one locks, all of them unlock; empty does not lock
 */
record KeyLock(List<Aead> keys) {
    /** Bytes of a key. */
    private static final int BYTES = 32;

    KeyLock {
        keys = List.copyOf(keys);
    }

    /**
     * @param text keys of 32 bytes in base64, separated by commas; empty is no lock
     * @throws TirelessException if it is something else; no word of it is in the message
     */
    static KeyLock of(Optional<String> text) {
        List<Aead> keys = new ArrayList<>();
        for (String one : text.filter(written -> !written.isBlank()).stream()
                .flatMap(written -> List.of(written.split(",", -1)).stream())
                .toList()) {
            keys.add(key(one.strip()));
        }
        return new KeyLock(keys);
    }

    private static Aead key(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == BYTES) {
                return new AesGcmJce(bytes);
            }
        } catch (IllegalArgumentException | GeneralSecurityException _) {
            // Refused below, without a word of it.
        }
        throw TirelessException.failed(
                "%s is no key: it must be %d bytes in base64, as `openssl rand -base64 %d` makes them"
                        .formatted(Vault.VARIABLE, BYTES, BYTES));
    }

    boolean locks() {
        return !keys.isEmpty();
    }
}
