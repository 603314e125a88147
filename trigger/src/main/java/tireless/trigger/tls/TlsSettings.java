package tireless.trigger.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tireless.trigger.Settings;

/**
 * How a server is trusted, and how it can trust us.
 *
 * @param unsafe any certificate will do
 * @param ca certificates in PEM that are trusted; empty for those of the JDK
 * @param certificate ours, in PEM; only with {@code key}
 * @param key in PEM, PKCS#8
 * @param keyPassword of an encrypted key
 */
public record TlsSettings(
        boolean unsafe,
        Optional<String> ca,
        Optional<String> certificate,
        Optional<String> key,
        Optional<String> keyPassword) {
    /** Of the stores made here, which only ever are in memory. */
    public static final String STORE_PASSWORD = "in-memory";

    /** What the JDK trusts. */
    public static final TlsSettings DEFAULT =
            new TlsSettings(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * As the keys of a trigger say it, by the names that most have.
     *
     * @param unsafe the key of {@link #unsafe}
     */
    public static TlsSettings of(Settings settings, String unsafe) {
        return new TlsSettings(
                settings.flag(unsafe),
                settings.text("ca"),
                settings.text("cert"),
                settings.text("key"),
                settings.text("keyPassword"));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "TLS";
    }

    /** @throws GeneralSecurityException for a certificate or a key that can not be read; the message holds nothing of it */
    public SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(), trust(), new SecureRandom());
        return context;
    }

    private KeyManager @Nullable [] keys() throws GeneralSecurityException {
        Optional<KeyStore> own = own();
        if (own.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own.get(), STORE_PASSWORD.toCharArray());
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trust() throws GeneralSecurityException {
        if (unsafe) {
            return new TrustManager[] {new TrustsAll()};
        }
        Optional<KeyStore> trusted = trusted();
        if (trusted.isEmpty()) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted.get());
        return factory.getTrustManagers();
    }

    /** Our certificate and key, with {@link #STORE_PASSWORD}; empty where we show none. */
    public Optional<KeyStore> own() throws GeneralSecurityException {
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        KeyStore store = Pem.emptyStore();
        store.setKeyEntry(
                "own",
                Pem.key(key.get(), keyPassword),
                STORE_PASSWORD.toCharArray(),
                Pem.certificates(certificate.get()).toArray(Certificate[]::new));
        return Optional.of(store);
    }

    /** The certificates that are trusted; empty for those of the JDK. */
    public Optional<KeyStore> trusted() throws GeneralSecurityException {
        if (ca.isEmpty()) {
            return Optional.empty();
        }
        KeyStore store = Pem.emptyStore();
        for (Certificate trusted : Pem.certificates(ca.get())) {
            store.setCertificateEntry("ca" + store.size(), trusted);
        }
        return Optional.of(store);
    }
}
