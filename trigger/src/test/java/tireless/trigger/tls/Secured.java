package tireless.trigger.tls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import tireless.trigger.rig.Certificates;
import tireless.trigger.rig.KafkaServer;
import tireless.trigger.rig.RabbitServer;
import tireless.trigger.rig.RedisServer;
import tireless.trigger.rig.SecuredPrometheus;

/**
 * A trigger whose certificates come as texts, with a real server that speaks TLS.
 *
 * @param address the key that says where the server is, and its value, with {@code %d} for the port
 * @param account who asks, by a TriggerAuthentication
 * @param secured the port at which it shows the right certificate
 */
record Secured(
        String type,
        Map<String, String> metadata,
        Map.Entry<String, String> address,
        Map<String, String> account,
        IntSupplier secured) {
    static final Secured REDIS = new Secured(
            "redis",
            Map.of("listName", "mail", "enableTLS", "true"),
            Map.entry("address", "127.0.0.1:%d"),
            Map.of(),
            () -> RedisServer.shared().securePort());
    static final Secured AMQP = new Secured(
            "rabbitmq",
            Map.of("queueName", "secured"),
            Map.entry("host", "amqps://guest:guest@127.0.0.1:%d/"),
            Map.of(),
            () -> RabbitServer.shared().securePort());
    static final Secured RABBIT_HTTPS = new Secured(
            "rabbitmq",
            Map.of("queueName", "secured"),
            Map.entry("host", "https://guest:guest@127.0.0.1:%d/"),
            Map.of(),
            () -> RabbitServer.shared().secureManagementPort());
    static final Secured PROMETHEUS = new Secured(
            "prometheus",
            Map.of("query", "vector(3)", "threshold", "1", "authModes", "basic"),
            Map.entry("serverAddress", "https://127.0.0.1:%d"),
            Map.of("username", "app", "password", SecuredPrometheus.PASSWORD),
            () -> SecuredPrometheus.shared().port());
    static final Secured METRICS_API = new Secured(
            "metrics-api",
            Map.of("valueLocation", "data.result.1", "targetValue", "1", "authModes", "basic"),
            Map.entry("url", "https://127.0.0.1:%d/api/v1/query?query=3"),
            Map.of("username", "app", "password", SecuredPrometheus.PASSWORD),
            () -> SecuredPrometheus.shared().port());
    static final Secured KAFKA = new Secured(
            "kafka",
            Map.of("consumerGroup", "g", "topic", "over-tls", "tls", "enable", "sasl", "plaintext"),
            Map.entry("bootstrapServers", "127.0.0.1:%d"),
            Map.of("username", "app", "password", KafkaServer.PASSWORD),
            () -> KafkaServer.shared().secureSaslPort());

    static List<Secured> all() {
        return List.of(REDIS, AMQP, RABBIT_HTTPS, PROMETHEUS, METRICS_API, KAFKA);
    }

    @Override
    public String toString() {
        return address.getValue();
    }

    int port() {
        return secured.getAsInt();
    }

    /** All of it, for the server behind a port. */
    Map<String, String> metadata(int port) {
        Map<String, String> all = new HashMap<>(metadata);
        all.put(address.getKey(), address.getValue().formatted(port));
        return all;
    }

    Map<String, String> unsafe(int port) {
        Map<String, String> all = metadata(port);
        all.put("unsafeSsl", "true");
        return all;
    }

    /** The account, where one is asked for, and the CA of this name. */
    Map<String, String> trusting(String authority) {
        Map<String, String> all = new HashMap<>(account);
        all.put("ca", Certificates.shared().text(authority + ".pem"));
        return all;
    }
}
