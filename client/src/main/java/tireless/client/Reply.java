package tireless.client;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A reply whose head has come, on a connection of its own; its body is read as it comes. Only {@link #close} is for other threads. */
final class Reply implements Closeable {
    private final UnixSocket socket;
    private final Head head;
    private final InputStream body;
    private volatile Duration patience;

    /**
     * Sends a request, and waits for the head of the reply.
     *
     * @param patience how long the server may be silent
     */
    static Reply to(Request request, UnixSocket socket, Duration patience) throws IOException {
        try {
            socket.write(request.bytes(), patience);
        } catch (IOException refused) {
            // A server that does not want the whole body says so before it has read it.
            try {
                return new Reply(socket, patience);
            } catch (IOException _) {
                throw refused;
            }
        }
        return new Reply(socket, patience);
    }

    private Reply(UnixSocket socket, Duration patience) throws IOException {
        this.socket = socket;
        this.patience = patience;
        InputStream in = new BufferedInputStream(new Incoming(), 16 << 10);
        this.head = Head.read(in);
        this.body = Body.of(head, in);
    }

    Head head() {
        return head;
    }

    /** The whole body. */
    String text() throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The body as it comes, however long the server is silent. */
    InputStream stream() {
        patience = UnixSocket.FOREVER;
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private final class Incoming extends InputStream {
        private final byte[] single = new byte[1];

        @Override
        public int read() throws IOException {
            return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return socket.read(ByteBuffer.wrap(into, offset, length), patience);
        }
    }
}
