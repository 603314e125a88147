package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.TEXT;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.Adler32;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Sprig's encodings and check sums. They count bytes of UTF-8. */
final class EncodingFunctions {
    private EncodingFunctions() {}

    static Map<String, Definition> all() {
        FunctionTable table = new FunctionTable();
        encoding(table, "b64enc", bytes -> Base64.getEncoder().encode(bytes));
        encoding(table, "b32enc", Base32::encode);
        encoding(table, "sha1sum", bytes -> digest("SHA-1", bytes));
        encoding(table, "sha256sum", bytes -> digest("SHA-256", bytes));
        encoding(table, "sha512sum", bytes -> digest("SHA-512", bytes));
        encoding(table, "adler32sum", EncodingFunctions::adler32);
        return table.add("b64dec", call -> decoded(call, "base64", Base64Text::decode), TEXT)
                .add("b32dec", call -> decoded(call, "base32", Base32::decode), TEXT)
                .definitions();
    }

    private static void encoding(FunctionTable table, String name, UnaryOperator<byte[]> encode) {
        table.add(
                name,
                call -> {
                    byte[] bytes = Utf8.bytes(call.text(0));
                    call.budget().characters(2L * bytes.length);
                    return Value.of(new String(encode.apply(bytes), StandardCharsets.US_ASCII));
                },
                TEXT);
    }

    /** As in Sprig, what can not be decoded gives a text that says so, and is no error. */
    private static Value decoded(Arguments call, String name, Function<byte[], byte[]> decode) {
        call.budget().characters(call.text(0).length());
        try {
            return Value.of(Utf8.text(decode.apply(Utf8.bytes(call.text(0)))));
        } catch (CorruptInput e) {
            return Value.of("illegal %s data at input byte %d".formatted(name, e.at()));
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static byte[] adler32(byte[] bytes) {
        Adler32 sum = new Adler32();
        sum.update(bytes);
        return Long.toString(sum.getValue()).getBytes(StandardCharsets.US_ASCII);
    }
}
