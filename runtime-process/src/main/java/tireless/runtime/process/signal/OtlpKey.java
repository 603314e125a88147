package tireless.runtime.process.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tireless.linux.AtomicFile;
import tireless.model.AttemptId;

/** Makes the secret in the address of each attempt, the same each time, by a key that the home keeps and nobody else may read. */
final class OtlpKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final int SECRET_CHARACTERS = 32;

    private final Path file;
    private @Nullable String key;

    /** @param file made when it is first needed */
    OtlpKey(Path file) {
        this.file = file;
    }

    String secret(AttemptId attempt) throws IOException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] secret = mac.doFinal(attempt.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(secret).substring(0, SECRET_CHARACTERS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized String key() throws IOException {
        if (key == null) {
            String kept = read();
            key = kept.length() == 2 * BYTES ? kept : make();
        }
        return key;
    }

    private String read() throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    private String make() throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String made = HexFormat.of().formatHex(random);
        AtomicFile.write(file, made + "\n");
        return made;
    }
}
