package tireless.trigger.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.scale.Reading;
import tireless.trigger.rig.Certificates;
import tireless.trigger.rig.KafkaServer;
import tireless.trigger.rig.PostgresServer;
import tireless.trigger.rig.RabbitServer;
import tireless.trigger.rig.RedisServer;
import tireless.trigger.rig.SecuredPrometheus;
import tireless.trigger.rig.TlsRelay;
import tireless.trigger.rig.Triggers;

/** On real servers that speak TLS; where a certificate is wrong, it is that of a relay in front of one, or the CA that is trusted. */
@Tag("slow")
class SecuredServersTest {
    private static final String SCRAM_PASSWORD = "s3cr3t-of-scram \"quoted\\";

    /** With TLS 1.3 a server says so when the client has begun to speak, which may find the connection ended, or wait for an answer. */
    private static final String REFUSED = "no TLS: it refuses the certificate|it ended the connection|no answer within";

    private final Certificates certificates = Certificates.shared();
    private final Triggers triggers = new Triggers();

    @BeforeAll
    static void fill() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(RabbitServer.shared().amqp().replaceAll("/$", ""));
        try (Connection connection = factory.newConnection()) {
            connection.createChannel().queueDeclare("secured", true, false, false, null);
        }
        try (Triggers plain = new Triggers()) {
            Map<String, String> queue = Map.of("host", RabbitServer.shared().http(), "queueName", "secured");
            assertThat(plain.eventually("rabbitmq", queue, Reading.Measured.class::isInstance))
                    .isInstanceOf(Reading.Measured.class);
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", KafkaServer.shared().address()))) {
            admin.createTopics(List.of(new NewTopic("over-tls", 1, (short) 1)))
                    .all()
                    .get();
            for (ScramMechanism mechanism : List.of(ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512)) {
                admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                "scram", new ScramCredentialInfo(mechanism, 4096), SCRAM_PASSWORD)))
                        .all()
                        .get();
            }
        }
    }

    @AfterEach
    void close() {
        triggers.close();
    }

    private String failure(Secured server, Map<String, String> metadata, Map<String, String> authentication)
            throws InterruptedException {
        return triggers.failure(server.type(), metadata, authentication);
    }

    @ParameterizedTest
    @MethodSource("tireless.trigger.tls.Secured#all")
    void whatItsOwnAuthoritySignedIsTrusted(Secured server) throws InterruptedException {
        assertThat(triggers.read(server.type(), server.metadata(server.port()), server.trusting("ca")))
                .isInstanceOf(Reading.Measured.class);
    }

    @ParameterizedTest
    @MethodSource("tireless.trigger.tls.Secured#all")
    void whatAStrangerSignedIsNot(Secured server) throws InterruptedException {
        String untrusted = "no TLS: the certificate of the server is signed by nobody who is trusted here";
        assertThat(failure(server, server.metadata(server.port()), server.trusting("stranger")))
                .endsWith(untrusted);
        assertThat(failure(server, server.metadata(server.port()), server.account()))
                .endsWith(untrusted);
    }

    @ParameterizedTest
    @MethodSource("tireless.trigger.tls.Secured#all")
    void aCertificateThatHasExpiredIsCalledSo(Secured server) throws Exception {
        try (TlsRelay relay = TlsRelay.to(RedisServer.shared().port(), "expired")) {
            assertThat(failure(server, server.metadata(relay.port()), server.trusting("ca")))
                    .contains("no TLS: the certificate of the server has expired");
        }
    }

    @ParameterizedTest
    @MethodSource("tireless.trigger.tls.Secured#all")
    void aCertificateOfAnotherNameIsCalledSo(Secured server) throws Exception {
        try (TlsRelay relay = TlsRelay.to(RedisServer.shared().port(), "elsewhere")) {
            assertThat(failure(server, server.metadata(relay.port()), server.trusting("ca")))
                    .contains("no TLS: the certificate of the server is not for 127.0.0.1");
        }
    }

    @ParameterizedTest
    @MethodSource("tireless.trigger.tls.Secured#all")
    void anyCertificateWillDoWhereThatIsSaid(Secured server) throws InterruptedException {
        assertThat(triggers.read(server.type(), server.unsafe(server.port()), server.account()))
                .isInstanceOf(Reading.Measured.class);
    }

    @ParameterizedTest
    @CsvSource({"expired", "elsewhere"})
    void alsoOneThatHasExpiredOrIsForAnotherName(String certificate) throws Exception {
        try (TlsRelay redis = TlsRelay.to(RedisServer.shared().port(), certificate);
                TlsRelay amqp = TlsRelay.to(RabbitServer.shared().port(), certificate);
                TlsRelay https = TlsRelay.to(RabbitServer.shared().managementPort(), certificate)) {
            assertThat(triggers.read("redis", Secured.REDIS.unsafe(redis.port())))
                    .isInstanceOf(Reading.Measured.class);
            assertThat(triggers.read("rabbitmq", Secured.AMQP.unsafe(amqp.port())))
                    .isInstanceOf(Reading.Measured.class);
            assertThat(triggers.read("rabbitmq", Secured.RABBIT_HTTPS.unsafe(https.port())))
                    .isInstanceOf(Reading.Measured.class);
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsNotTakenForOne() throws InterruptedException {
        assertThat(triggers.failure(
                        "rabbitmq",
                        Secured.RABBIT_HTTPS.metadata(RabbitServer.shared().managementPort()),
                        Secured.RABBIT_HTTPS.trusting("ca")))
                .contains("no TLS");
        assertThat(triggers.failure(
                        "redis",
                        Map.of("address", "127.0.0.1:" + RedisServer.shared().securePort(), "listName", "mail")))
                .startsWith("list `mail` of Redis at");
    }

    private Map<String, String> showing(Map<String, String> authentication, String certificate, String key) {
        Map<String, String> all = new HashMap<>(authentication);
        all.put("cert", certificates.text(certificate));
        all.put("key", certificates.text(key));
        all.put("keyPassword", Certificates.KEY_PASSWORD);
        return all;
    }

    @ParameterizedTest
    @CsvSource({"client.key", "encrypted.key"})
    void aServerThatWantsToSeeACertificateIsShownOne(String key) throws Exception {
        Map<String, String> kafka = Map.of(
                "bootstrapServers",
                "127.0.0.1:" + KafkaServer.shared().securePort(),
                "consumerGroup",
                "g",
                "topic",
                "over-tls",
                "tls",
                "enable");
        Map<String, String> trusting = Map.of("ca", certificates.text("ca.pem"));
        assertThat(triggers.read("kafka", kafka, showing(trusting, "client.pem", key)))
                .isInstanceOf(Reading.Measured.class);
        assertThat(triggers.failure("kafka", kafka, trusting))
                .contains("no TLS: it refuses the certificate that is shown to it, or wants to be shown one");

        RedisServer redis = RedisServer.started("--tls-auth-clients", "yes");
        Map<String, String> list = Secured.REDIS.metadata(redis.securePort());
        assertThat(triggers.read("redis", list, showing(trusting, "client.pem", key)))
                .isInstanceOf(Reading.Measured.class);
        assertThat(triggers.failure("redis", list, trusting)).containsPattern(REFUSED);
        assertThat(triggers.failure("redis", list, showing(trusting, "stranger.pem", "stranger.key")))
                .containsPattern(REFUSED);
        redis.stop();

        assertThat(triggers.read(
                        "rabbitmq", Secured.AMQP.metadata(Secured.AMQP.port()), showing(trusting, "client.pem", key)))
                .isInstanceOf(Reading.Measured.class);
    }

    /** One that wants to see a certificate and a token. */
    private HttpsServer https() throws IOException, GeneralSecurityException {
        TlsSettings shown = new TlsSettings(
                false,
                Optional.of(certificates.text("ca.pem")),
                Optional.of(certificates.text("server.pem")),
                Optional.of(certificates.text("server.key")),
                Optional.empty());
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(shown.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters strict = getSSLContext().getDefaultSSLParameters();
                strict.setNeedClientAuth(true);
                parameters.setSSLParameters(strict);
            }
        });
        server.createContext("/", exchange -> {
            boolean known =
                    "Bearer t0ken-of-mine".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = "{\"value\": 3}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void aCertificateAndATokenAreShownOverHttpsWhereTheModesSaySo() throws Exception {
        HttpsServer server = https();
        Map<String, String> metadata = new HashMap<>(Map.of(
                "url",
                "https://127.0.0.1:" + server.getAddress().getPort() + "/",
                "valueLocation",
                "value",
                "targetValue",
                "1",
                "authModes",
                "tls,bearer"));
        Map<String, String> authentication =
                showing(Map.of("ca", certificates.text("ca.pem")), "client.pem", "client.key");
        authentication.put("bearerToken", "t0ken-of-mine");
        assertThat(triggers.read("metrics-api", metadata, authentication)).isEqualTo(new Reading.Measured(3, 1, true));
        authentication.put("bearerToken", "wr0ng-one");
        assertThat(triggers.failure("metrics-api", metadata, authentication))
                .contains("it answered 401")
                .doesNotContain("wr0ng-one");
        metadata.put("authModes", "bearer");
        assertThat(triggers.failure("metrics-api", metadata, authentication)).containsPattern(REFUSED);
        server.stop(0);
    }

    @Test
    void aWrongPasswordOfAKeyIsCalledSoAndNotShown() throws InterruptedException {
        Map<String, String> authentication =
                showing(Map.of("ca", certificates.text("ca.pem")), "client.pem", "encrypted.key");
        authentication.put("keyPassword", "wrong-one");
        assertThat(triggers.failure("redis", Secured.REDIS.metadata(Secured.REDIS.port()), authentication))
                .endsWith("the key is encrypted, and its password does not open it");
    }

    @Test
    void whatIsNoCertificateIsCalledSo() throws InterruptedException {
        for (Secured server : Secured.all()) {
            Map<String, String> authentication = server.trusting("ca");
            authentication.put("ca", "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----");
            assertThat(failure(server, server.metadata(server.port()), authentication))
                    .endsWith("a certificate is not PEM");
        }
    }

    @ParameterizedTest
    @CsvSource({"plaintext", "scram_sha256", "scram_sha512"})
    void anAccountOfKafkaIsKnownByItsPasswordOverTls(String sasl) throws InterruptedException {
        Map<String, String> metadata = Secured.KAFKA.metadata(Secured.KAFKA.port());
        metadata.put("sasl", sasl);
        Map<String, String> account = Secured.KAFKA.trusting("ca");
        if (!sasl.equals("plaintext")) {
            account.put("username", "scram");
            account.put("password", SCRAM_PASSWORD);
        }
        assertThat(triggers.read("kafka", metadata, account)).isInstanceOf(Reading.Measured.class);
        account.put("password", "wrong-one");
        assertThat(triggers.failure("kafka", metadata, account))
                .endsWith("it does not know the account, or not by this password");
    }

    @Test
    void anAccountOfPrometheusIsKnownByItsPassword() throws InterruptedException {
        Map<String, String> authentication = Secured.PROMETHEUS.trusting("ca");
        authentication.put("password", "wrong-one");
        assertThat(failure(
                        Secured.PROMETHEUS,
                        Secured.PROMETHEUS.metadata(SecuredPrometheus.shared().port()),
                        authentication))
                .contains("it answered 401")
                .doesNotContain("wrong-one");
    }

    private String postgres(int port, String more) {
        return "host=127.0.0.1 port=" + port + " user=app dbname=postgres password=" + PostgresServer.PASSWORD + " "
                + more;
    }

    private static Map<String, String> secured() {
        return Map.of(
                "query", "SELECT ssl::int FROM pg_stat_ssl WHERE pid = pg_backend_pid()", "targetQueryValue", "1");
    }

    private Reading ofPostgres(String connection) throws InterruptedException {
        return triggers.read("postgresql", secured(), Map.of("connection", connection));
    }

    private String failureOfPostgres(String connection) throws InterruptedException {
        return triggers.failure("postgresql", secured(), Map.of("connection", connection));
    }

    @Test
    void postgresqlIsAskedAsTheModeSays() throws InterruptedException {
        int port = PostgresServer.shared().port();
        Reading.Measured inTheClear = new Reading.Measured(0, 1, false);
        Reading.Measured byTls = new Reading.Measured(1, 1, true);
        String ca = " sslrootcert=" + certificates.path("ca.pem");
        String stranger = " sslrootcert=" + certificates.path("stranger.pem");

        assertThat(ofPostgres(postgres(port, "sslmode=disable"))).isEqualTo(inTheClear);
        assertThat(ofPostgres(postgres(port, "sslmode=require" + ca))).isEqualTo(byTls);
        assertThat(failureOfPostgres(postgres(port, "sslmode=require" + stranger)))
                .endsWith("is signed by nobody who is trusted here");
        assertThat(failureOfPostgres(postgres(port, "sslmode=verify-ca sslrootcert=/no/such/file")))
                .endsWith("the file of `sslrootcert` can not be read: /no/such/file");
        for (String mode : List.of("sslmode=require", "sslmode=prefer", "")) {
            assertThat(ofPostgres(postgres(port, mode))).as(mode).isEqualTo(byTls);
        }
        for (String mode : List.of("sslmode=verify-ca", "sslmode=verify-full")) {
            assertThat(ofPostgres(postgres(port, mode + ca))).as(mode).isEqualTo(byTls);
            for (String other : List.of(stranger, "")) {
                assertThat(failureOfPostgres(postgres(port, mode + other)))
                        .endsWith("no TLS: the certificate of the server is signed by nobody who is trusted here");
            }
        }
    }

    @Test
    void aCertificateOfPostgresqlThatHasExpiredOrIsForAnotherNameIsCalledSo() throws Exception {
        int port = PostgresServer.shared().port();
        String ca = " sslrootcert=" + certificates.path("ca.pem");
        try (TlsRelay expired = TlsRelay.toPostgres(port, "expired");
                TlsRelay elsewhere = TlsRelay.toPostgres(port, "elsewhere")) {
            assertThat(failureOfPostgres(postgres(expired.port(), "sslmode=verify-full" + ca)))
                    .contains("no TLS: the certificate of the server has expired");
            assertThat(failureOfPostgres(postgres(elsewhere.port(), "sslmode=verify-full" + ca)))
                    .contains("no TLS: the certificate of the server is not for 127.0.0.1");
            assertThat(ofPostgres(postgres(elsewhere.port(), "sslmode=verify-ca" + ca)))
                    .isInstanceOf(Reading.Measured.class);
            assertThat(ofPostgres(postgres(expired.port(), "sslmode=require"))).isInstanceOf(Reading.Measured.class);
        }
    }

    @Test
    void anAccountOfPostgresqlMayBeKnownByItsCertificate() throws Exception {
        try (var connection =
                        DriverManager.getConnection(PostgresServer.shared().jdbc());
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE certified LOGIN");
        }
        String connection = "host=127.0.0.1 port=" + PostgresServer.shared().port()
                + " user=certified dbname=postgres sslmode=verify-full sslrootcert=" + certificates.path("ca.pem");
        String shown = " sslcert=" + certificates.path("client.pem") + " sslkey=" + certificates.path("client.key");

        assertThat(ofPostgres(connection + shown)).isEqualTo(new Reading.Measured(1, 1, true));
        String encrypted = shown.replace("client.key", "encrypted.key") + " sslpassword=";
        assertThat(ofPostgres(connection + encrypted + Certificates.KEY_PASSWORD))
                .isEqualTo(new Reading.Measured(1, 1, true));
        assertThat(failureOfPostgres(connection + encrypted + "wrong-one"))
                .endsWith("the key is encrypted, and its password does not open it");
        assertThat(failureOfPostgres(connection)).contains("connection requires a valid client certificate");
    }
}
