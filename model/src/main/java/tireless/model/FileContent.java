package tireless.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a file holds that a replica is given. Equal exactly where the bytes are.
 *
 * @param base64 the bytes, as RFC 4648 encodes them, with padding
 */
public record FileContent(String base64) {
    private static final int DIGEST_CHARACTERS = 12;

    /** @throws IllegalArgumentException if {@code base64} is none */
    public FileContent {
        Base64.getDecoder().decode(base64);
    }

    public static FileContent of(byte[] bytes) {
        return new FileContent(Base64.getEncoder().encodeToString(bytes));
    }

    /** The text in UTF-8. */
    public static FileContent ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** The bytes as a text in UTF-8; empty where they are none. */
    public Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** A short name of the bytes: different ones have different names. */
    public String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes());
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How much it is, and its {@link #digest}. */
    @Override
    public String toString() {
        return "%d bytes, %s".formatted(bytes().length, digest());
    }
}
