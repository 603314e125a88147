package tireless.gotemplate.function;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The encoding of RFC 4648 with 32 signs, which the JDK has not. */
final class Base32 {
    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int GROUP = 8;

    private Base32() {}

    static byte[] encode(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int held = 0;
        int count = 0;
        for (byte unit : bytes) {
            held = (held << 8) | (unit & 0xFF);
            count += 8;
            while (count >= BITS) {
                count -= BITS;
                out.write(SIGNS.charAt((held >> count) & 0x1F));
            }
            held &= (1 << count) - 1;
        }
        if (count > 0) {
            out.write(SIGNS.charAt((held << (BITS - count)) & 0x1F));
        }
        while (out.size() % GROUP != 0) {
            out.write('=');
        }
        return out.toByteArray();
    }

    /** @throws CorruptInput if this is not base32 */
    static byte[] decode(byte[] text) {
        String signs = new String(text, StandardCharsets.ISO_8859_1).replaceAll("[\r\n]", "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int begin = 0; begin < signs.length(); begin += GROUP) {
            int count = signsOf(signs, begin);
            long held = 0;
            for (int at = 0; at < count; at++) {
                held = (held << BITS) | SIGNS.indexOf(signs.charAt(begin + at));
            }
            for (int rest = count * BITS - 8; rest >= 0; rest -= 8) {
                out.write((int) (held >> rest));
            }
        }
        return out.toByteArray();
    }

    /** How many signs the group has before its padding. */
    private static int signsOf(String signs, int begin) {
        for (int at = 0; at < GROUP; at++) {
            if (begin + at >= signs.length()) {
                throw new CorruptInput(begin);
            }
            char sign = signs.charAt(begin + at);
            if (sign == '=' && at >= 2 && signs.length() - begin - at - 1 < GROUP) {
                checkPadding(signs, begin, at);
                return at;
            }
            if (SIGNS.indexOf(sign) < 0) {
                throw new CorruptInput(begin + at);
            }
        }
        return GROUP;
    }

    private static void checkPadding(String signs, int begin, int count) {
        if (signs.length() - begin < GROUP) {
            throw new CorruptInput(signs.length());
        }
        for (int at = count + 1; at < GROUP; at++) {
            if (signs.charAt(begin + at) != '=') {
                throw new CorruptInput(begin + at - 1);
            }
        }
        if (count == 3 || count == 6) {
            throw new CorruptInput(begin + count);
        }
    }
}
