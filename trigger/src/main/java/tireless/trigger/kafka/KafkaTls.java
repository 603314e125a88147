package tireless.trigger.kafka;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;
import tireless.trigger.tls.TlsSettings;

/** TLS of Kafka's client as of all other triggers. Made by the client itself. */
public final class KafkaTls implements SslEngineFactory {
    private @Nullable SSLContext context;

    @Override
    public void configure(Map<String, ?> config) {
        try {
            if (config.get(KafkaClients.TLS) instanceof TlsSettings tls) {
                context = tls.context();
            }
        } catch (GeneralSecurityException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String identification) {
        SSLContext present = context;
        if (present == null) {
            throw new IllegalStateException("not configured");
        }
        SSLEngine engine = present.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(identification);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("a client alone");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> next) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {}
}
