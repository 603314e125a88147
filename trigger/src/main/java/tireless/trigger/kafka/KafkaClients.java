package tireless.trigger.kafka;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import tireless.trigger.NetworkTrigger;

/** Makes clients of Kafka. Loaded with the first that is asked. */
final class KafkaClients {
    static final String TLS = "tireless.tls";

    private KafkaClients() {}

    static Admin open(KafkaAccess access) {
        Map<String, Object> config = new HashMap<>();
        int timeout = Math.toIntExact(NetworkTrigger.TIMEOUT.toMillis());
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, access.servers());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "tireless");
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        config.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, (long) timeout);
        config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        boolean sasl = !access.sasl().equals("none");
        config.put(
                AdminClientConfig.SECURITY_PROTOCOL_CONFIG,
                (sasl ? "SASL_" : "") + (access.tls().isPresent() ? "SSL" : "PLAINTEXT"));
        if (sasl) {
            config.put(SaslConfigs.SASL_MECHANISM, mechanism(access.sasl()));
            config.put(SaslConfigs.SASL_JAAS_CONFIG, login(access));
        }
        access.tls().ifPresent(tls -> {
            config.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, KafkaTls.class);
            config.put(TLS, tls);
            config.put(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, tls.unsafe() ? "" : "https");
        });
        return Admin.create(config);
    }

    private static String mechanism(String sasl) {
        return switch (sasl) {
            case "plaintext" -> "PLAIN";
            case "scram_sha256" -> "SCRAM-SHA-256";
            case "scram_sha512" -> "SCRAM-SHA-512";
            default -> throw new IllegalArgumentException("not supported: " + sasl.toUpperCase(Locale.ROOT));
        };
    }

    private static String login(KafkaAccess access) {
        String module = access.sasl().equals("plaintext")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return module + " required username=" + quoted(access.account().user()) + " password="
                + quoted(access.account().password()) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
