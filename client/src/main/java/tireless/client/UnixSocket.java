package tireless.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** A connection to a Unix socket, with limits on how long the other side may be silent. Only {@link #close} is for other threads. */
final class UnixSocket implements Closeable {
    /** Wait for as long as it takes. */
    static final Duration FOREVER = Duration.ZERO;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private UnixSocket(SocketChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    static UnixSocket open(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            return new UnixSocket(channel, selector, channel.register(selector, SelectionKey.OP_READ));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** @throws SocketTimeoutException if the other side takes nothing for {@code patience} */
    void write(ByteBuffer bytes, Duration patience) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE, patience);
            }
        }
    }

    /**
     * Reads what is there, at least one byte.
     *
     * @return how many, -1 at the end
     * @throws SocketTimeoutException if nothing comes for {@code patience}
     */
    int read(ByteBuffer into, Duration patience) throws IOException {
        while (true) {
            int count = channel.read(into);
            if (count != 0) {
                return count;
            }
            await(SelectionKey.OP_READ, patience);
        }
    }

    private void await(int operation, Duration patience) throws IOException {
        try {
            key.interestOps(operation);
            if (selector.select(patience.toMillis()) == 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
                if (selector.isOpen()) {
                    throw new SocketTimeoutException("nothing for " + patience.toSeconds() + " s");
                }
            }
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException | java.nio.channels.CancelledKeyException e) {
            AsynchronousCloseException closed = new AsynchronousCloseException();
            closed.initCause(e);
            throw closed;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
