package tireless.model.notice;

import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;

/** What marks of this process are made with; nobody else has it. */
final class MarkKey {
    static final SecretKeySpec KEY = new SecretKeySpec(bytes(), "HmacSHA256");

    private MarkKey() {}

    private static byte[] bytes() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
