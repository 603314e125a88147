package tireless.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.mac.MacConfig2026;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import tireless.json.Form;
import tireless.linux.AtomicFile;
import tireless.model.TirelessException;

/**
 * The file that keys lie in, for its owner alone. Who reads it, also after its writer was killed, has the keys before or those after.
 *
 * @param words what it is locked with when it is written, as {@link KeyLock#of} reads it; where that is nothing, one that is locked can not be read
 */
record KeyFile(Path file, Optional<String> words) {
    private static final int FORMAT = 1;
    private static final byte[] VALUES = "tireless/values".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FINGERPRINTS = "tireless/fingerprints".getBytes(StandardCharsets.UTF_8);

    /**
     * The keys; empty where there is no file.
     *
     * @throws TirelessException if it can not be read or unlocked, saying what to do
     */
    Optional<Keys> read() {
        try {
            return Optional.of(parse(Form.read(Files.readString(file))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw TirelessException.failed(
                    "the key of the secrets, %s, can not be read: %s".formatted(file, TirelessException.reason(e)), e);
        } catch (IllegalArgumentException | GeneralSecurityException _) {
            // The cause is left out: it might hold a part of a key.
            throw damaged("put back a copy of it that is whole");
        }
    }

    /** Whether there is one, it is locked, and nothing is there to unlock it with. */
    boolean isLocked() {
        try {
            return words.isEmpty() && Form.read(Files.readString(file)).optionalFlag("locked");
        } catch (IOException | IllegalArgumentException _) {
            // What is wrong with it is said by who reads it.
            return false;
        }
    }

    private Keys parse(Form form) throws GeneralSecurityException {
        if (form.integer("format") != FORMAT) {
            throw damaged("a newer Tireless has written it: install that version or a later one");
        }
        byte[] values = Base64.getDecoder().decode(form.text("values"));
        byte[] fingerprints = Base64.getDecoder().decode(form.text("fingerprints"));
        return form.flag("locked")
                ? unlocked(values, fingerprints)
                : new Keys(
                        TinkProtoKeysetFormat.parseKeyset(values, InsecureSecretKeyAccess.get(), AeadConfig2026.get()),
                        TinkProtoKeysetFormat.parseKeyset(
                                fingerprints, InsecureSecretKeyAccess.get(), MacConfig2026.get()));
    }

    private Keys unlocked(byte[] values, byte[] fingerprints) {
        KeyLock lock = KeyLock.of(words);
        for (Aead key : lock.keys()) {
            try {
                return new Keys(
                        TinkProtoKeysetFormat.parseEncryptedKeyset(values, key, VALUES, AeadConfig2026.get()),
                        TinkProtoKeysetFormat.parseEncryptedKeyset(
                                fingerprints, key, FINGERPRINTS, MacConfig2026.get()));
            } catch (GeneralSecurityException _) {
                // Another one may fit.
            }
        }
        throw TirelessException.failed(
                lock.locks()
                        ? "the key of the secrets, %s, is locked with another key than the one in %s: start the server with that one"
                                .formatted(file, Vault.VARIABLE)
                        : "the key of the secrets, %s, is locked, and %s is not set: start the server with it"
                                .formatted(file, Vault.VARIABLE));
    }

    /**
     * Writes keys in place of those that are there; durable when it returns.
     *
     * @throws TirelessException if it can not be written; those before are still there
     */
    void write(Keys keys) {
        KeyLock lock = KeyLock.of(words);
        try {
            Form form = Form.empty()
                    .with("format", FORMAT)
                    .with("locked", lock.locks())
                    .with("values", text(keys.values(), lock, VALUES, AeadConfig2026.get()))
                    .with("fingerprints", text(keys.fingerprints(), lock, FINGERPRINTS, MacConfig2026.get()));
            AtomicFile.writeDurably(file, (form.write() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TirelessException(
                    TirelessException.Code.FAILED,
                    true,
                    "cannot write the key of the secrets, %s: %s".formatted(file, TirelessException.reason(e)),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(KeysetHandle keys, KeyLock lock, byte[] purpose, Configuration tink)
            throws GeneralSecurityException {
        byte[] bytes = lock.locks()
                ? TinkProtoKeysetFormat.serializeEncryptedKeyset(
                        keys, lock.keys().getFirst(), purpose, tink)
                : TinkProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get(), tink);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private TirelessException damaged(String remedy) {
        return TirelessException.failed(
                "the key of the secrets, %s, can not be understood: %s".formatted(file, remedy));
    }
}
