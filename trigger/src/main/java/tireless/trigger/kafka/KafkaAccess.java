package tireless.trigger.kafka;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import tireless.trigger.Settings;
import tireless.trigger.connect.ConnectionKey;
import tireless.trigger.connect.Connections;
import tireless.trigger.connect.Lease;
import tireless.trigger.tls.TlsSettings;

/**
 * Where Kafka is, and who asks. Equal ones share their connections.
 *
 * @param sasl the mechanism as KEDA names it, or {@code none}
 * @param tls empty for connections in the clear
 */
record KafkaAccess(List<String> servers, String sasl, Account account, Optional<TlsSettings> tls) {

    /** An account and its password. */
    record Account(String user, String password) {
        @Override
        public String toString() {
            return "****";
        }
    }

    static KafkaAccess of(Settings settings) {
        return new KafkaAccess(
                settings.items(KafkaKeys.SERVERS),
                settings.the(KafkaKeys.SASL),
                new Account(
                        settings.text(KafkaKeys.USERNAME).orElse(""),
                        settings.text(KafkaKeys.PASSWORD).orElse("")),
                settings.the(KafkaKeys.TLS).equals("enable") ? Optional.of(KafkaKeys.tls(settings)) : Optional.empty());
    }

    String where() {
        return String.join(", ", servers);
    }

    Lease<Admin> lease(Connections connections) {
        return connections.lease(new ConnectionKey("kafka", where(), List.of(this)), () -> KafkaClients.open(this));
    }
}
