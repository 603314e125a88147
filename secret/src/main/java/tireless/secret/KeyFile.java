package tireless.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.mac.MacConfig2026;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.IntStream;
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

    /** What is in it. */
    sealed interface Content {
        record Whole(Keys keys) implements Content {}

        record Absent() implements Content {}

        /** @param why no keys come out of it, and what to do */
        record Useless(String why) implements Content {}
    }

    /** @throws TirelessException if it can not be looked at, or says that it is of a newer program */
    Content content() {
        try {
            Form form = Form.read(Files.readString(file));
            if (form.integer("format") != FORMAT) {
                throw TirelessException.failed(
                        notUnderstood("a newer Tireless has written it: install that version or a later one"));
            }
            return content(form);
        } catch (NoSuchFileException _) {
            return new Content.Absent();
        } catch (CharacterCodingException | IllegalArgumentException | GeneralSecurityException _) {
            // The cause is left out: it might hold a part of a key.
            return new Content.Useless(notUnderstood("put back a copy of it that is whole; " + Vault.ANEW));
        } catch (IOException e) {
            throw TirelessException.failed(
                    "the key of the secrets, %s, can not be read: %s".formatted(file, TirelessException.reason(e)), e);
        }
    }

    /**
     * The keys; empty where there is no file.
     *
     * @throws TirelessException if none come out of it, saying what to do
     */
    Optional<Keys> read() {
        return switch (content()) {
            case Content.Whole(var keys) -> Optional.of(keys);
            case Content.Absent() -> Optional.empty();
            case Content.Useless(var why) -> throw TirelessException.failed(why);
        };
    }

    /** Whether other accounts may read or write it. */
    boolean isOpenToOthers() {
        try {
            return Files.getPosixFilePermissions(file).stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER"));
        } catch (IOException _) {
            // What is wrong with it is said by who reads it.
            return false;
        }
    }

    /** Leaves it to its owner alone. */
    void close() {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw TirelessException.failed(
                    "the key of the secrets, %s, can be read by other accounts, and can not be closed to them: %s"
                            .formatted(file, TirelessException.reason(e)),
                    e);
        }
    }

    /**
     * Keeps what is in it under another name, durably, beside it; the file stays as well.
     *
     * @throws TirelessException if it can not be written
     */
    Path keepAside() {
        try {
            Path aside = IntStream.iterate(1, number -> number + 1)
                    .mapToObj(number -> file.resolveSibling(file.getFileName() + ".aside-" + number))
                    .filter(Files::notExists)
                    .findFirst()
                    .orElseThrow();
            AtomicFile.writeDurably(aside, Files.readAllBytes(file));
            return aside;
        } catch (IOException e) {
            throw TirelessException.failed(
                    "the key of the secrets, %s, can not be kept under another name: %s"
                            .formatted(file, TirelessException.reason(e)),
                    e);
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

    private Content content(Form form) throws GeneralSecurityException {
        byte[] values = Base64.getDecoder().decode(form.text("values"));
        byte[] fingerprints = Base64.getDecoder().decode(form.text("fingerprints"));
        return form.flag("locked")
                ? unlocked(values, fingerprints)
                : new Content.Whole(new Keys(
                        TinkProtoKeysetFormat.parseKeyset(values, InsecureSecretKeyAccess.get(), AeadConfig2026.get()),
                        TinkProtoKeysetFormat.parseKeyset(
                                fingerprints, InsecureSecretKeyAccess.get(), MacConfig2026.get())));
    }

    private Content unlocked(byte[] values, byte[] fingerprints) {
        KeyLock lock = KeyLock.of(words);
        for (Aead key : lock.keys()) {
            try {
                return new Content.Whole(new Keys(
                        TinkProtoKeysetFormat.parseEncryptedKeyset(values, key, VALUES, AeadConfig2026.get()),
                        TinkProtoKeysetFormat.parseEncryptedKeyset(
                                fingerprints, key, FINGERPRINTS, MacConfig2026.get())));
            } catch (GeneralSecurityException _) {
                // Another one may fit.
            }
        }
        return new Content.Useless((lock.locks()
                                ? "the key of the secrets, %s, is locked with another key than the one in %s: start the server with that one; "
                                : "the key of the secrets, %s, is locked, and %s is not set: start the server with it; ")
                        .formatted(file, Vault.VARIABLE)
                + Vault.ANEW);
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

    private String notUnderstood(String remedy) {
        return "the key of the secrets, %s, can not be understood: %s".formatted(file, remedy);
    }
}
