package tireless.gotemplate.function;

import java.io.ByteArrayOutputStream;

/** Reads base64, and knows the byte at which it is none. */
final class Base64Text {
    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int BITS = 6;
    private static final int GROUP = 4;

    private final byte[] text;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at;

    private Base64Text(byte[] text) {
        this.text = text;
    }

    /** @throws CorruptInput if this is not base64 */
    static byte[] decode(byte[] text) {
        Base64Text reader = new Base64Text(text);
        reader.skipLineBreaks();
        while (reader.at < text.length) {
            reader.group();
        }
        return reader.out.toByteArray();
    }

    private void group() {
        int held = 0;
        int count = 0;
        while (count < GROUP) {
            skipLineBreaks();
            if (at >= text.length) {
                throw new CorruptInput(at - count);
            }
            int sign = text[at];
            int value = sign < 0 ? -1 : SIGNS.indexOf(sign);
            at++;
            if (value < 0) {
                padding(sign, count);
                break;
            }
            held = (held << BITS) | value;
            count++;
        }
        for (int rest = count * BITS - 8; rest >= 0; rest -= 8) {
            out.write(held >> rest);
        }
        skipLineBreaks();
    }

    private void padding(int sign, int count) {
        if (sign != '=' || count < 2) {
            throw new CorruptInput(at - 1);
        }
        if (count == 2) {
            skipLineBreaks();
            if (at >= text.length) {
                throw new CorruptInput(text.length);
            }
            if (text[at] != '=') {
                throw new CorruptInput(at - 1);
            }
            at++;
        }
        skipLineBreaks();
        if (at < text.length) {
            throw new CorruptInput(at);
        }
    }

    private void skipLineBreaks() {
        while (at < text.length && (text[at] == '\n' || text[at] == '\r')) {
            at++;
        }
    }
}
