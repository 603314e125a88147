package tireless.trigger.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import tireless.trigger.tls.TlsSettings;

/** Speaks TLS, with a certificate of one's choice, in front of a server on a port that does not. */
public final class TlsRelay implements AutoCloseable {
    private static final int LENGTH_OF_REQUEST = 8;

    private final int target;
    private final boolean postgres;
    private final SSLContext context;
    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private TlsRelay(int target, String certificate, boolean postgres) {
        this.target = target;
        this.postgres = postgres;
        Certificates certificates = Certificates.shared();
        TlsSettings shown = new TlsSettings(
                false,
                Optional.empty(),
                Optional.of(certificates.text(certificate + ".pem")),
                Optional.of(certificates.text(certificate + ".key")),
                Optional.empty());
        try {
            context = shown.context();
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** @param certificate a name in {@link Certificates} */
    public static TlsRelay to(int port, String certificate) {
        return new TlsRelay(port, certificate, false);
    }

    /** In front of PostgreSQL, whose clients ask for TLS in the clear. */
    public static TlsRelay toPostgres(int port, String certificate) {
        return new TlsRelay(port, certificate, true);
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            return; // it was closed
        }
    }

    private void serve(Socket client) {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Socket secured = secured(client)) {
            Thread back = Thread.ofVirtual().start(() -> copy(server, secured));
            copy(secured, server);
            back.join();
        } catch (IOException _) {
            return; // the client would have none of it
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket secured(Socket client) throws IOException {
        if (postgres) {
            client.getInputStream().readNBytes(LENGTH_OF_REQUEST);
            client.getOutputStream().write('S');
        }
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(client, null, false);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            return; // one of the two has ended
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
