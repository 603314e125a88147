package tireless.model.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

    /** By which people see that it is another one than before, and nothing else: six digits, or where it comes from. */
    default String mark() {
        return switch (this) {
            case Literal(String value) -> "**** (" + digest(value) + ")";
            case OfSecret reference -> reference.toString();
        };
    }

    private static String digest(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 3);
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError("every Java platform has SHA-256", never);
        }
    }
}
