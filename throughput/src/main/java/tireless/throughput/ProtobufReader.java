package tireless.throughput;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one message in the wire format of Protocol Buffers, one after the other. */
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MOST_VARINT_BITS = 64;

    private final ByteBuffer buffer;
    private int wire;

    ProtobufReader(ByteBuffer message) {
        this.buffer = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of the next field, of which the value must be taken or skipped; 0 at the end. */
    int next() throws MalformedException {
        if (!buffer.hasRemaining()) {
            return 0;
        }
        long key = varint();
        wire = (int) (key & 7);
        long field = key >>> 3;
        if (field < 1 || field > Integer.MAX_VALUE) {
            throw new MalformedException("field " + field);
        }
        return (int) field;
    }

    /** A nested message, or bytes. */
    ByteBuffer bytes() throws MalformedException {
        expect(BYTES);
        int length = length();
        ByteBuffer part = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return part;
    }

    String text() throws MalformedException {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    double number() throws MalformedException {
        return Double.longBitsToDouble(fixed());
    }

    long fixed() throws MalformedException {
        expect(FIXED64);
        if (buffer.remaining() < Long.BYTES) {
            throw new MalformedException("it ends within a number");
        }
        return buffer.getLong();
    }

    long whole() throws MalformedException {
        expect(VARINT);
        return varint();
    }

    void skip() throws MalformedException {
        int length = switch (wire) {
            case VARINT -> {
                varint();
                yield 0;
            }
            case FIXED64 -> Long.BYTES;
            case BYTES -> length();
            case FIXED32 -> Integer.BYTES;
            default -> throw new MalformedException("wire type " + wire);
        };
        if (buffer.remaining() < length) {
            throw new MalformedException("it ends within a field");
        }
        buffer.position(buffer.position() + length);
    }

    private void expect(int type) throws MalformedException {
        if (wire != type) {
            throw new MalformedException("wire type %d in the place of %d".formatted(wire, type));
        }
    }

    private int length() throws MalformedException {
        long length = varint();
        if (length < 0 || length > buffer.remaining()) {
            throw new MalformedException("a length of " + length);
        }
        return (int) length;
    }

    private long varint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < MOST_VARINT_BITS; shift += 7) {
            if (!buffer.hasRemaining()) {
                break;
            }
            byte part = buffer.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new MalformedException("it ends within a number");
    }
}
