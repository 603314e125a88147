package tireless.trigger.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts every connection, and never says a word. */
public final class MuteServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private MuteServer(ServerSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::accept);
    }

    public static MuteServer listening() {
        try {
            return new MuteServer(new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                connections.add(socket.accept());
            }
        } catch (IOException _) {
            return; // it was closed
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    public int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
