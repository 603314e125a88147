package tireless.model.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;

/** A text that gives who has it a right, as an address with a token in it. Its own text never shows it. */
public sealed interface Confidential {
    /** The text itself, as the manifest has it. */
    record Literal(String value) implements Confidential {
        @Override
        public String toString() {
            return "****";
        }
    }

    /** The value of a key of a Secret in the workspace of who has it. */
    record OfSecret(String secret, String key) implements Confidential {
        @Override
        public String toString() {
            return "key `%s` of secret `%s`".formatted(key, secret);
        }
    }

    /**
     * By which people see that it is another one than before, and nothing else: where it comes from, or six digits. These are others in each
     * process, so nobody can guess by them what a short text is.
     */
    default String mark() {
        return switch (this) {
            case Literal(String value) -> "**** (" + digest(value) + ")";
            case OfSecret reference -> reference.toString();
        };
    }

    private static String digest(String value) {
        try {
            Mac mac = Mac.getInstance(MarkKey.KEY.getAlgorithm());
            mac.init(MarkKey.KEY);
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), 0, 3);
        } catch (GeneralSecurityException never) {
            throw new AssertionError("every Java platform has HMAC-SHA-256", never);
        }
    }
}
