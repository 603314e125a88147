package tireless.relay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Consumer;
import tireless.linux.DatagramFile;
import tireless.linux.EventLoop;
import tireless.throughput.Notification;

/** The socket for reports (sd_notify(3)), at which whoever sees its folder may speak: that is the pod alone. */
final class ReportSocket implements Closeable {
    /** So that somebody who never stops speaking does not keep others from being heard. */
    private static final int MOST_AT_ONCE = 256;

    private final DatagramFile file;
    private final EventLoop.Watch watch;
    private final Consumer<Notification> heard;

    private ReportSocket(DatagramFile file, EventLoop loop, Consumer<Notification> heard) throws IOException {
        this.file = file;
        this.heard = heard;
        this.watch = loop.watch(file.descriptor(), this::drain);
    }

    /** Makes the socket, in the place of one that is there. */
    static ReportSocket open(Path path, EventLoop loop, Consumer<Notification> heard) throws IOException {
        DatagramFile file = DatagramFile.bind(path);
        try {
            // The worker may run as another account than the relay.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
            return new ReportSocket(file, loop, heard);
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    private void drain() throws IOException {
        Optional<byte[]> datagram = file.receive();
        for (int read = 1; datagram.isPresent(); read++) {
            heard.accept(Notification.parse(datagram.get()));
            datagram = read < MOST_AT_ONCE ? file.receive() : Optional.empty();
        }
    }

    /** Hears what was said and waits to be read, and then no more; the file stays for a relay that follows. */
    @Override
    public void close() throws IOException {
        watch.close();
        try {
            drain();
        } finally {
            file.descriptor().close();
        }
    }
}
