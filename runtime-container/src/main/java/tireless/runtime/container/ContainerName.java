package tireless.runtime.container;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tireless.model.AttemptId;
import tireless.model.SlotId;

/**
 * The name of an attempt's container: {@code pulse-0.5f3c0a1b2c3d.7} is the seventh attempt of {@code pulse-0} in the home and the
 * workspace that the digits stand for. No two attempts on this machine have the same.
 */
record ContainerName(String text) {
    private static final int DIGITS = 12;
    private static final int READABLE = 40;

    static ContainerName of(String homeId, AttemptId attempt) {
        return new ContainerName(prefix(homeId, attempt.slot()) + attempt.number());
    }

    /** What the names of all attempts of a slot begin with, and no other. */
    static String prefix(String homeId, SlotId slot) {
        String readable = slot.replica().replaceAll("[^A-Za-z0-9_-]", "-");
        if (readable.startsWith("-") || readable.startsWith("_")) {
            readable = "w" + readable;
        }
        String shortened = readable.substring(0, Math.min(READABLE, readable.length()));
        return shortened + "." + digits(homeId + "/" + slot) + ".";
    }

    private static String digits(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
