package tireless.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server for mail that is encrypted when it is asked for that, with a certificate of its own. */
final class StarttlsServer implements AutoCloseable {
    private final ServerSocket listening;
    private final SSLContext context;
    /** Every line that came, {@code plain } or {@code secret } before it. */
    final List<String> lines = new CopyOnWriteArrayList<>();

    final Path certificate;

    StarttlsServer(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = folder.resolve("keys.p12");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost",
                        "-storepass",
                        "password",
                        "-keystore",
                        keys.toString())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("keytool ended with " + status);
        }
        KeyStore store = KeyStore.getInstance(keys.toFile(), "password".toCharArray());
        this.certificate = folder.resolve("certificate.pem");
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("a").getEncoded())));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "password".toCharArray());
        this.context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        this.listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                say(socket, "220 ready");
                talk(socket, "plain ");
            } catch (IOException ended) {
                lines.add("ended " + ended.getMessage());
            }
        }
    }

    private void talk(Socket socket, String how) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        boolean text = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(how + line);
            String word = line.split(" ", -1)[0].toUpperCase(Locale.ROOT);
            if (text) {
                text = !line.equals(".");
                if (!text) {
                    say(socket, "250 taken");
                }
            } else if (word.equals("STARTTLS")) {
                say(socket, "220 go on");
                SSLSocket secret = (SSLSocket)
                        context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
                secret.setUseClientMode(false);
                talk(secret, "secret ");
                return;
            } else if (word.equals("EHLO")) {
                say(socket, "250-here\r\n250 STARTTLS");
            } else if (word.equals("DATA")) {
                text = true;
                say(socket, "354 go on");
            } else {
                say(socket, "250 yes");
            }
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
