package tireless.trigger.rabbitmq;

import static tireless.trigger.Source.AUTHENTICATION;
import static tireless.trigger.Source.ENVIRONMENT;
import static tireless.trigger.Source.METADATA;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.trigger.Form;
import tireless.trigger.Settings;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.tls.TlsSettings;

/** The keys of a trigger on RabbitMQ. */
final class RabbitKeys {
    static final String QUEUE = "queueName";
    static final String HOST = "host";
    static final String PROTOCOL = "protocol";
    static final String MODE = "mode";
    static final String VALUE = "value";
    static final String ACTIVATION = "activationValue";
    static final String QUEUE_LENGTH = "queueLength";
    static final String VHOST = "vhostName";
    static final String USE_REGEX = "useRegex";
    static final String PAGE_SIZE = "pageSize";
    static final String OPERATION = "operation";
    static final String READY_ONLY = "excludeUnacknowledged";
    static final String TIMEOUT = "timeout";
    static final String UNSAFE_SSL = "unsafeSsl";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String TLS = "tls";

    static final String DEFAULT_LENGTH = "20";
    private static final String NO_OAUTH = "this build does not ask for tokens by OAuth; use `username` and `password`";

    private RabbitKeys() {}

    static List<TriggerKey> all() {
        List<TriggerKey> keys = new ArrayList<>(List.of(
                TriggerKey.text(QUEUE, "the name of the queue").needed(),
                TriggerKey.text(
                                HOST,
                                "where it is, as `amqp://user:password@host:5672/vhost` or `http://…:15672/vhost`")
                        .needed()
                        .from(METADATA, AUTHENTICATION, ENVIRONMENT),
                TriggerKey.choice(PROTOCOL, "how to ask; `auto` goes by `host`", "auto", "amqp", "http")
                        .or("auto")
                        .from(METADATA, AUTHENTICATION),
                TriggerKey.choice(
                        MODE,
                        "what counts; all but `QueueLength` need HTTP",
                        "QueueLength",
                        "MessageRate",
                        "DeliverGetRate",
                        "PublishedToDeliveredRatio",
                        "ExpectedQueueConsumptionTime"),
                TriggerKey.target(
                        VALUE, "how much of it one replica shall have; with neither `mode` nor `value`: 20 messages"),
                TriggerKey.of(ACTIVATION, new Form.Decimal(false), "there is work above this")
                        .or("0"),
                TriggerKey.target(QUEUE_LENGTH, "the older way to say `mode: QueueLength` and `value`"),
                TriggerKey.text(VHOST, "in place of that of `host`: the virtual host")
                        .from(METADATA, AUTHENTICATION),
                TriggerKey.flag(USE_REGEX, "whether `queueName` is a pattern for several queues; needs HTTP"),
                TriggerKey.of(PAGE_SIZE, new Form.Whole(1), "how many queues a pattern may match")
                        .or("100"),
                TriggerKey.choice(OPERATION, "what is made of several queues", "sum", "avg", "max")
                        .or("sum"),
                TriggerKey.flag(
                        READY_ONLY, "whether messages that are given out and not confirmed do not count; needs HTTP"),
                TriggerKey.of(TIMEOUT, new Form.Time(), "for an answer, 3 s without it; HTTP alone"),
                TriggerKey.flag(UNSAFE_SSL, "whether any certificate of the server will do"),
                TriggerKey.text(USERNAME, "in place of that of `host`: the account")
                        .from(AUTHENTICATION, ENVIRONMENT),
                TriggerKey.text(PASSWORD, "its password").from(AUTHENTICATION, ENVIRONMENT),
                TriggerKey.choice(TLS, "whether to speak TLS", "enable", "disable")
                        .or("disable")
                        .from(AUTHENTICATION)));
        for (String name : List.of("ca", "cert", "key", "keyPassword")) {
            keys.add(TriggerKey.text(name, "for TLS, in PEM").from(AUTHENTICATION));
        }
        for (String name : List.of("oauthTokenURI", "clientID", "clientSecret", "scopes", "endpointParams")) {
            keys.add(TriggerKey.refused(name, NO_OAUTH));
        }
        keys.add(TriggerKey.refused("workloadIdentityResource", "this build knows no identities of Azure"));
        return List.copyOf(keys);
    }

    static TlsSettings tls(Settings settings) {
        return TlsSettings.of(settings, UNSAFE_SSL);
    }

    static List<TriggerProblem> contradictions(Settings settings) {
        List<TriggerProblem> problems = new ArrayList<>(ofCount(settings));
        if (settings.mayHave(USERNAME) != settings.mayHave(PASSWORD)) {
            problems.add(TriggerProblem.contradiction(
                    USERNAME, "`username` and `password` are only of use together", "give both"));
        }
        if (settings.mayHave("cert") != settings.mayHave("key")) {
            problems.add(
                    TriggerProblem.contradiction("cert", "`cert` and `key` are only of use together", "give both"));
        }
        if (settings.isUnsure(HOST)) {
            return problems;
        }
        try {
            if (!RabbitAddress.of(settings).http()) {
                onlyHttp(settings).ifPresent(problems::add);
            }
        } catch (IllegalArgumentException e) {
            problems.add(TriggerProblem.error(
                    "bad-trigger-value", HOST, "`host` " + e.getMessage(), "as in `amqp://127.0.0.1:5672/`"));
        }
        return problems;
    }

    private static List<TriggerProblem> ofCount(Settings settings) {
        boolean mode = settings.has(MODE);
        boolean value = settings.has(VALUE);
        if (settings.has(QUEUE_LENGTH)) {
            return mode || value
                    ? List.of(TriggerProblem.contradiction(
                            QUEUE_LENGTH,
                            "`queueLength` is the older way to say `mode` and `value`, which are given too",
                            "remove `queueLength`"))
                    : List.of(TriggerProblem.warning(
                            "trigger-key-deprecated",
                            QUEUE_LENGTH,
                            "`queueLength` is deprecated by KEDA",
                            "write `mode: QueueLength` and `value`"));
        }
        if (mode == value) {
            return List.of();
        }
        String missing = mode ? VALUE : MODE;
        return List.of(TriggerProblem.error(
                "missing-trigger-key",
                missing,
                "`mode` and `value` are only of use together, and `" + missing + "` is missing",
                "add `" + missing + "`"));
    }

    private static Optional<TriggerProblem> onlyHttp(Settings settings) {
        Optional<String> key = settings.has(MODE) && !settings.the(MODE).equals("QueueLength")
                ? Optional.of(MODE)
                : settings.flag(USE_REGEX)
                        ? Optional.of(USE_REGEX)
                        : settings.flag(READY_ONLY)
                                ? Optional.of(READY_ONLY)
                                : settings.has(TIMEOUT) ? Optional.of(TIMEOUT) : Optional.empty();
        return key.map(one -> TriggerProblem.contradiction(
                one,
                "`" + one + "` needs HTTP, and `host` is one of AMQP",
                "name the management plugin: `http://…:15672/`"));
    }
}
