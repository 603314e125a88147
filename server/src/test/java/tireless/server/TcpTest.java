package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.ErrorReply;
import tireless.json.Form;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;

/** The address for programs that know no Unix sockets. */
class TcpTest {
    private static final String TOKEN = "0123456789abcdef-token";

    @TempDir
    private Path folder;

    private Plane open(String host, Optional<TcpSettings.Tls> tls) {
        return Plane.open(folder.resolve("home"), settings -> settings.withTcp(new TcpSettings(host, 0, TOKEN, tls)));
    }

    @Test
    void onlyTheTokenLetsIn() {
        try (Plane plane = open("127.0.0.1", Optional.empty())) {
            int port = plane.server.port().orElseThrow();
            for (String header : new String[] {
                "X: y",
                "Authorization: " + TOKEN,
                "Authorization: Bearer ",
                "Authorization: Bearer " + TOKEN + "x",
                "Authorization: Basic " + TOKEN
            }) {
                try (Wire wire = Wire.toLoopback(port)) {
                    Wire.Reply reply = wire.exchange("GET", "/healthz", "", header);
                    assertThat(reply.status()).as(header).isEqualTo(401);
                    assertThat(reply.headers())
                            .containsEntry("www-authenticate", "Bearer")
                            .containsEntry("tireless-api-version", "1");
                    assertThat(ErrorReply.read(Form.read(reply.body())).code()).isEqualTo(Code.USAGE);
                }
            }
            try (Wire wire = Wire.toLoopback(port)) {
                assertThat(wire.exchange("GET", "/metrics", "", "Authorization: Bearer " + TOKEN)
                                .status())
                        .isEqualTo(200);
                assertThat(wire.exchange("GET", "/api/v1/server", "", "authorization: bearer " + TOKEN)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void anAddressThatIsTakenIsNamed() {
        try (Plane plane = open("127.0.0.1", Optional.empty())) {
            int port = plane.server.port().orElseThrow();
            ServerSettings settings = ServerSettings.on(folder.resolve("s"))
                    .withTcp(new TcpSettings("127.0.0.1", port, TOKEN, Optional.empty()));

            assertThatThrownBy(() -> ApiServer.start(plane.services, settings).close())
                    .isInstanceOf(TirelessException.class)
                    .hasMessageContaining("cannot listen on http://127.0.0.1:" + port)
                    .hasMessageNotContaining(TOKEN);
        }
    }

    @Test
    void beyondLoopbackNothingGoesWithoutTls() {
        for (String host : new String[] {"0.0.0.0", "::", "192.0.2.1", "tireless.example"}) {
            assertThatThrownBy(() -> new TcpSettings(host, 0, TOKEN, Optional.empty()))
                    .isInstanceOf(TirelessException.class)
                    .hasMessage(
                            host + " can be reached from other machines: give a certificate and its key, or listen on"
                                    + " 127.0.0.1");
        }
        assertThat(new TcpSettings("::1", 0, TOKEN, Optional.empty())).hasToString("http://::1:0");
        assertThat(new TcpSettings("localhost", 0, TOKEN, Optional.empty())).hasToString("http://localhost:0");
        assertThatThrownBy(() -> new TcpSettings("127.0.0.1", 0, "short", Optional.empty()))
                .hasMessageContaining("fewer than 16 characters")
                .hasMessageNotContaining("short;");
    }

    @Test
    void withACertificateTheWholeNetworkMayAsk() throws IOException, GeneralSecurityException, InterruptedException {
        char[] password = "changeit".toCharArray();
        Path file = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "t",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit",
                        "-storetype",
                        "PKCS12")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), password);
        Path certificate = pem("CERTIFICATE", store.getCertificate("t").getEncoded());
        Path key = pem("PRIVATE KEY", store.getKey("t", password).getEncoded());
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("t", store.getCertificate("t"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);

        try (Plane plane = open("0.0.0.0", Optional.of(new TcpSettings.Tls(certificate, key)));
                SSLSocket socket = (SSLSocket) context.getSocketFactory()
                        .createSocket("localhost", plane.server.port().orElseThrow())) {
            socket.getOutputStream()
                    .write(Wire.request("GET", "/healthz", "", "Authorization: Bearer " + TOKEN)
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(15), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aCertificateThatIsNotThereIsNamed() {
        Path absent = folder.resolve("absent.pem");

        assertThatThrownBy(() -> open("0.0.0.0", Optional.of(new TcpSettings.Tls(absent, absent)))
                        .close())
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("cannot listen on https://0.0.0.0:0")
                .hasMessageContaining("absent.pem");
    }

    private Path pem(String kind, byte[] bytes) throws IOException {
        String text = "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), kind);
        return Files.writeString(folder.resolve(kind.substring(0, 3) + ".pem"), text);
    }
}
