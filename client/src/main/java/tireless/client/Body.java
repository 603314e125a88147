package tireless.client;

import java.io.IOException;
import java.io.InputStream;

/** The body of a reply, without what HTTP wraps around it. It ends where the reply says so; an end before that is a {@link CutOffException}. */
abstract class Body extends InputStream {
    private final byte[] single = new byte[1];

    /** The body that follows a head. */
    static InputStream of(Head head, InputStream in) throws IOException {
        if (head.header("transfer-encoding").orElse("").equalsIgnoreCase("chunked")) {
            return new Chunked(in);
        }
        String length = head.header("content-length").orElse("");
        if (!length.isEmpty()) {
            return new Sized(in, count(length, 10));
        }
        return head.status() == 204 ? InputStream.nullInputStream() : in;
    }

    @Override
    public abstract int read(byte[] into, int offset, int length) throws IOException;

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
    }

    static int some(InputStream in, byte[] into, int offset, long most) throws IOException {
        int count = in.read(into, offset, Math.toIntExact(most));
        if (count < 0) {
            throw new CutOffException();
        }
        return count;
    }

    static long count(String text, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(text, radix) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new NotHttpException("the reply has no length that is a number");
        }
    }

    private static final class Sized extends Body {
        private final InputStream in;
        private long left;

        Sized(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            int count = some(in, into, offset, Math.min(left, length));
            left -= count;
            return count;
        }
    }

    private static final class Chunked extends Body {
        private final InputStream in;
        private long left;
        private boolean first = true;
        private boolean ended;

        Chunked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !ended) {
                next();
            }
            if (ended) {
                return -1;
            }
            int count = some(in, into, offset, Math.min(left, length));
            left -= count;
            return count;
        }

        private void next() throws IOException {
            if (!first) {
                Head.line(in);
            }
            first = false;
            String size = Head.line(in);
            int extension = size.indexOf(';');
            left = count((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
            if (left == 0) {
                ended = true;
                String trailer;
                do {
                    trailer = Head.line(in);
                } while (!trailer.isEmpty());
            }
        }
    }
}
