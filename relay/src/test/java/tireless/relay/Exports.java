package tireless.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Exports of OpenTelemetry metrics, in the wire format of Protocol Buffers. */
final class Exports {
    private Exports() {}

    /** One cumulative sum with one point. */
    static byte[] ofCount(String name, long count) {
        byte[] value = new byte[1 + Long.BYTES];
        ByteBuffer.wrap(value)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) (6 << 3 | 1))
                .putLong(count);
        byte[] cumulative = {2 << 3, 2};
        byte[] sum = joined(field(1, value), cumulative);
        byte[] metric = joined(field(1, name.getBytes(StandardCharsets.UTF_8)), field(7, sum));
        return field(1, field(2, field(2, metric)));
    }

    private static byte[] field(int number, byte[] content) {
        return joined(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
