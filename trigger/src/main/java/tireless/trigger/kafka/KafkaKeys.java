package tireless.trigger.kafka;

import static tireless.trigger.Source.AUTHENTICATION;
import static tireless.trigger.Source.ENVIRONMENT;
import static tireless.trigger.Source.METADATA;

import java.util.ArrayList;
import java.util.List;
import tireless.trigger.Form;
import tireless.trigger.Settings;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.tls.TlsSettings;

/** The keys of a trigger on Kafka. */
final class KafkaKeys {
    static final String SERVERS = "bootstrapServers";
    static final String GROUP = "consumerGroup";
    static final String TOPIC = "topic";
    static final String THRESHOLD = "lagThreshold";
    static final String ACTIVATION = "activationLagThreshold";
    static final String RESET_POLICY = "offsetResetPolicy";
    static final String IDLE_CONSUMERS = "allowIdleConsumers";
    static final String ZERO_ON_INVALID = "scaleToZeroOnInvalidOffset";
    static final String EXCLUDE_PERSISTENT = "excludePersistentLag";
    static final String LIMIT_TO_LAG = "limitToPartitionsWithLag";
    static final String EVENLY = "ensureEvenDistributionOfPartitions";
    static final String PARTITIONS = "partitionLimitation";
    static final String UNSAFE_SSL = "unsafeSsl";
    static final String TLS = "tls";
    static final String SASL = "sasl";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";

    private static final String NO_OAUTH =
            "this build does not ask for tokens by OAuth or Kerberos; use `sasl: plaintext` or `scram_sha512`";
    private static final List<String> FOREIGN = List.of(
            "saslTokenProvider",
            "scopes",
            "oauthTokenEndpointUri",
            "oauthExtensions",
            "keytab",
            "realm",
            "kerberosConfig",
            "kerberosServiceName",
            "kerberosDisableFAST",
            "awsRegion");

    private KafkaKeys() {}

    static List<TriggerKey> all() {
        List<TriggerKey> keys = new ArrayList<>(List.of(
                TriggerKey.of(SERVERS, new Form.Items(), "`host:port` of some brokers, parted by commas")
                        .needed()
                        .from(METADATA, ENVIRONMENT),
                TriggerKey.text(GROUP, "the group of consumers").needed().from(METADATA, ENVIRONMENT),
                TriggerKey.text(TOPIC, "the topic; without it all topics for which the group has committed")
                        .from(METADATA, ENVIRONMENT),
                TriggerKey.of(THRESHOLD, new Form.Whole(1), "how many records one replica shall be behind")
                        .or("10"),
                TriggerKey.of(ACTIVATION, new Form.Whole(0), "there is work above so many records")
                        .or("0"),
                TriggerKey.choice(
                                RESET_POLICY,
                                "where a group begins that has committed nothing: `latest` counts 1 for each partition, `earliest` all that is kept",
                                "latest",
                                "earliest")
                        .or("latest"),
                TriggerKey.flag(IDLE_CONSUMERS, "whether there may be more replicas than partitions"),
                TriggerKey.flag(ZERO_ON_INVALID, "whether partitions for which nothing is committed count 0"),
                TriggerKey.flag(
                        EXCLUDE_PERSISTENT, "whether partitions in which nothing moved since the last look count 0"),
                TriggerKey.flag(LIMIT_TO_LAG, "whether there are at most as many replicas as partitions with lag"),
                TriggerKey.flag(EVENLY, "whether the number of replicas divides that of the partitions"),
                TriggerKey.of(PARTITIONS, new Form.Ranges(), "the partitions of `topic` that count, as `1-4,8`"),
                TriggerKey.of("fullMetadata", new Form.Flag(), "no effect: only what is asked for is fetched")
                        .or("true"),
                TriggerKey.text("version", "no effect: the brokers are asked for theirs")
                        .or("1.0.0"),
                TriggerKey.flag(UNSAFE_SSL, "whether any certificate of the brokers will do"),
                TriggerKey.choice(TLS, "whether to speak TLS", "disable", "enable")
                        .or("disable")
                        .from(METADATA, AUTHENTICATION),
                TriggerKey.choice(
                                SASL,
                                "how to say who asks",
                                "none",
                                "plaintext",
                                "scram_sha256",
                                "scram_sha512",
                                "oauthbearer",
                                "gssapi")
                        .or("none")
                        .from(METADATA, AUTHENTICATION)));
        keys.add(secret(USERNAME, "for SASL: the account"));
        keys.add(secret(PASSWORD, "for SASL: its password"));
        keys.add(secret("ca", "certificates that are trusted, in PEM"));
        keys.add(secret("cert", "the certificate that is shown to the brokers, in PEM"));
        keys.add(secret("key", "its key, in PEM, PKCS#8"));
        keys.add(secret("keyPassword", "of an encrypted key"));
        FOREIGN.forEach(name -> keys.add(TriggerKey.refused(name, NO_OAUTH)));
        return List.copyOf(keys);
    }

    private static TriggerKey secret(String name, String description) {
        return TriggerKey.text(name, description).from(AUTHENTICATION);
    }

    static TlsSettings tls(Settings settings) {
        return TlsSettings.of(settings, UNSAFE_SSL);
    }

    static List<TriggerProblem> contradictions(Settings settings) {
        List<TriggerProblem> problems = new ArrayList<>();
        boolean limited = settings.flag(LIMIT_TO_LAG);
        if (limited && settings.flag(IDLE_CONSUMERS)) {
            problems.add(both(LIMIT_TO_LAG, IDLE_CONSUMERS));
        }
        if (limited && settings.flag(EVENLY)) {
            problems.add(both(LIMIT_TO_LAG, EVENLY));
        }
        for (String key : List.of(LIMIT_TO_LAG, EVENLY)) {
            if (settings.flag(key) && !settings.mayHave(TOPIC)) {
                problems.add(TriggerProblem.contradiction(
                        key, "`" + key + "` needs the partitions of one topic", "add `topic`"));
            }
        }
        if (!settings.flag("fullMetadata") && !settings.mayHave(TOPIC)) {
            problems.add(TriggerProblem.contradiction(
                    "fullMetadata", "`fullMetadata: false` is only possible for one topic", "add `topic`"));
        }
        problems.addAll(ofSecurity(settings));
        return problems;
    }

    private static TriggerProblem both(String one, String other) {
        return TriggerProblem.contradiction(
                one, "`" + one + "` and `" + other + "` can not both be true", "keep one of them");
    }

    private static List<TriggerProblem> ofSecurity(Settings settings) {
        List<TriggerProblem> problems = new ArrayList<>();
        String sasl = settings.the(SASL);
        if (sasl.equals("oauthbearer") || sasl.equals("gssapi")) {
            problems.add(TriggerProblem.error(
                    "unsupported-trigger-key",
                    SASL,
                    "`sasl: " + sasl + "` can not be used: " + NO_OAUTH,
                    "as it says"));
        } else if (!sasl.equals("none") && !(settings.mayHave(USERNAME) && settings.mayHave(PASSWORD))) {
            problems.add(TriggerProblem.error(
                    "missing-trigger-key",
                    SASL,
                    "`sasl: " + sasl + "` needs `username` and `password`",
                    "give both by a TriggerAuthentication"));
        }
        if (settings.mayHave("cert") != settings.mayHave("key")) {
            problems.add(
                    TriggerProblem.contradiction("cert", "`cert` and `key` are only of use together", "give both"));
        }
        return problems;
    }
}
