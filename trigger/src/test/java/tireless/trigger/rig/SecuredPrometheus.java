package tireless.trigger.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prometheus that speaks TLS alone, and answers the account {@code app} alone. */
public final class SecuredPrometheus {
    public static final String PASSWORD = "s3cr3t-of-prometheus";

    private static final String BCRYPT = "$2b$04$1hu/EEAE1c0ZU54FE7a37uoAmhmBK.bRVSTGbZve5rtHBrKSgTRfe";

    private static SecuredPrometheus shared;

    private final int port = ServerProcess.freePort();

    private SecuredPrometheus() {
        Path folder = ServerProcess.folder("secured-prometheus");
        Certificates certificates = Certificates.shared();
        Path web = folder.resolve("web.yml");
        try {
            Files.writeString(
                    web, """
                    tls_server_config:
                      cert_file: %s
                      key_file: %s
                    basic_auth_users:
                      app: %s
                    """.formatted(certificates.path("server.pem"), certificates.path("server.key"), BCRYPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrometheusServer.start(folder, port, "scrape_configs: []\n", List.of("--web.config.file=" + web));
    }

    public static synchronized SecuredPrometheus shared() {
        if (shared == null) {
            shared = new SecuredPrometheus();
        }
        return shared;
    }

    public int port() {
        return port;
    }
}
