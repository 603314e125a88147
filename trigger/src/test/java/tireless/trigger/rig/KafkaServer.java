package tireless.trigger.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Kafka in KRaft mode, broker and controller, in a JVM of its own with the class path of the tests. */
public final class KafkaServer {
    public static final String PASSWORD = "s3cr3t-of-kafka";

    private static KafkaServer shared;

    private final int port = ServerProcess.freePort();
    private final int saslPort = ServerProcess.freePort();
    private final int securePort = ServerProcess.freePort();
    private final int secureSaslPort = ServerProcess.freePort();

    private KafkaServer() {
        Path folder = ServerProcess.folder("kafka");
        int controller = ServerProcess.freePort();
        Path config = folder.resolve("server.properties");
        Certificates certificates = Certificates.shared();
        try {
            Files.writeString(
                    folder.resolve("server.keys"), certificates.text("server.key") + certificates.text("server.pem"));
            Files.writeString(config, """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%2$d
                    controller.listener.names=CONTROLLER
                    listeners=PLAINTEXT://127.0.0.1:%1$d,SASL_PLAINTEXT://127.0.0.1:%4$d,SSL://127.0.0.1:%6$d,SASL_SSL://127.0.0.1:%7$d,CONTROLLER://127.0.0.1:%2$d
                    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,SASL_PLAINTEXT://127.0.0.1:%4$d,SSL://127.0.0.1:%6$d,SASL_SSL://127.0.0.1:%7$d
                    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT
                    sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
                    listener.name.sasl_plaintext.sasl.enabled.mechanisms=PLAIN
                    ssl.keystore.type=PEM
                    ssl.keystore.location=%8$s
                    ssl.truststore.type=PEM
                    ssl.truststore.location=%9$s
                    listener.name.ssl.ssl.client.auth=required
                    listener.name.sasl_ssl.plain.sasl.jaas.config=\
                    org.apache.kafka.common.security.plain.PlainLoginModule required user_app="%5$s";
                    listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config=\
                    org.apache.kafka.common.security.scram.ScramLoginModule required;
                    listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=\
                    org.apache.kafka.common.security.scram.ScramLoginModule required;
                    listener.name.sasl_plaintext.plain.sasl.jaas.config=\
                    org.apache.kafka.common.security.plain.PlainLoginModule required user_app="%5$s";
                    log.dirs=%3$s
                    num.partitions=1
                    num.network.threads=1
                    num.io.threads=2
                    background.threads=2
                    offsets.topic.num.partitions=1
                    offsets.topic.replication.factor=1
                    group.initial.rebalance.delay.ms=0
                    """.formatted(
                            port,
                            controller,
                            folder.resolve("data"),
                            saslPort,
                            PASSWORD,
                            securePort,
                            secureSaslPort,
                            folder.resolve("server.keys"),
                            certificates.path("ca.pem")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess.start(
                folder,
                Map.of(),
                KafkaMain.READY,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaMain.class.getName(),
                        config.toString()));
    }

    public static synchronized KafkaServer shared() {
        if (shared == null) {
            shared = new KafkaServer();
        }
        return shared;
    }

    /** Where a certificate of {@link Certificates} is asked for. */
    public int securePort() {
        return securePort;
    }

    /** Where an account is asked for over TLS. */
    public int secureSaslPort() {
        return secureSaslPort;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Where an account is asked for: {@code app}, by {@link #PASSWORD}. */
    public String saslAddress() {
        return "127.0.0.1:" + saslPort;
    }
}
