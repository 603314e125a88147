package tireless.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The secret word of whoever may come in. How long a comparison takes tells nothing of it. */
public final class Token {
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    public Token(String secret) {
        this.digest = digest(secret);
    }

    /** Whether the value of the header {@code Authorization} carries it. */
    boolean isIn(@Nullable String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest, digest(header.substring(SCHEME.length()).strip()));
    }

    /** Of one length for every word. */
    private static byte[] digest(String word) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
