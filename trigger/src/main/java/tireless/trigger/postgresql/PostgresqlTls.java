package tireless.trigger.postgresql;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.WrappedFactory;
import tireless.trigger.tls.TlsSettings;

/**
 * TLS of PostgreSQL's driver as of all other triggers, by the parameters of libpq: keys are PEM, and {@code sslmode=require} checks who signed the certificate
 * where {@code sslrootcert} is given. Made by the driver itself.
 */
public final class PostgresqlTls extends WrappedFactory {
    private final boolean checksName;

    /** @throws GeneralSecurityException for a certificate or a key that can not be read; the message holds nothing of it */
    public PostgresqlTls(Properties properties) throws GeneralSecurityException {
        String mode = properties.getProperty("sslmode", "prefer");
        Optional<String> authority = file(properties, "sslrootcert");
        boolean unsafe = !mode.startsWith("verify-") && authority.isEmpty();
        TlsSettings tls = new TlsSettings(
                unsafe,
                authority,
                file(properties, "sslcert"),
                file(properties, "sslkey"),
                Optional.ofNullable(properties.getProperty("sslpassword")));
        checksName = mode.equals("verify-full");
        factory = tls.context().getSocketFactory();
    }

    private static Optional<String> file(Properties properties, String name) throws GeneralSecurityException {
        String path = properties.getProperty(name);
        if (path == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(path)));
        } catch (IOException | IllegalArgumentException e) {
            throw new GeneralSecurityException("the file of `" + name + "` can not be read: " + e.getMessage());
        }
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean closesPlain) throws IOException {
        Socket socket = super.createSocket(plain, host, port, closesPlain);
        if (checksName && socket instanceof SSLSocket secured) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        return socket;
    }
}
