package tireless.trigger.postgresql;

import static tireless.trigger.Source.AUTHENTICATION;
import static tireless.trigger.Source.ENVIRONMENT;
import static tireless.trigger.Source.METADATA;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.scale.Reading;
import tireless.trigger.Form;
import tireless.trigger.Measure;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.NoReading;
import tireless.trigger.Opening;
import tireless.trigger.Settings;
import tireless.trigger.Trigger;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;

/** The number that a query gives. */
public final class PostgresqlType implements TriggerType {
    static final String CONNECTION = "connection";
    static final String HOST = "host";
    static final String PORT = "port";
    static final String USER = "userName";
    static final String DATABASE = "dbName";
    static final String SSL_MODE = "sslmode";
    static final String PASSWORD = "password";

    private static final String QUERY = "query";
    private static final String TARGET = "targetQueryValue";
    private static final String ACTIVATION = "activationTargetQueryValue";
    private static final List<String> SEPARATE = List.of(HOST, PORT, USER, DATABASE, SSL_MODE);

    private static final int LONGEST_SHOWN = 40;

    /** One second more than a query has: it is cancelled, not left alone. */
    private static final Duration TIMEOUT = NetworkTrigger.TIMEOUT.plusSeconds(1);

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public List<TriggerKey> keys() {
        return List.of(
                TriggerKey.text(QUERY, "a query that gives one number").needed(),
                TriggerKey.target(TARGET, "how much of it one replica shall have")
                        .needed(),
                TriggerKey.of(ACTIVATION, new Form.Decimal(false), "there is work above this")
                        .or("0"),
                TriggerKey.text(CONNECTION, "where it is and who asks: `host=… user=… dbname=…`, or `postgresql://…`")
                        .from(AUTHENTICATION, ENVIRONMENT),
                separate(HOST, "in place of `connection`: the host"),
                separate(PORT, "its port"),
                separate(USER, "the account"),
                separate(DATABASE, "the database"),
                TriggerKey.choice(
                                SSL_MODE,
                                "whether to speak TLS",
                                "disable",
                                "allow",
                                "prefer",
                                "require",
                                "verify-ca",
                                "verify-full")
                        .from(AUTHENTICATION, METADATA),
                TriggerKey.text(PASSWORD, "the password of the account").from(AUTHENTICATION, ENVIRONMENT));
    }

    private static TriggerKey separate(String name, String description) {
        return TriggerKey.text(name, description).from(AUTHENTICATION, METADATA);
    }

    @Override
    public List<TriggerProblem> contradictions(Settings settings) {
        if (settings.isUnsure(CONNECTION)) {
            return List.of();
        }
        if (settings.has(CONNECTION)) {
            return wrong(settings).stream()
                    .map(why -> TriggerProblem.error(
                            "bad-trigger-value", CONNECTION, "`connection` " + why, "as libpq reads it"))
                    .toList();
        }
        List<TriggerProblem> missing = SEPARATE.stream()
                .filter(key -> !settings.mayHave(key))
                .map(key -> TriggerProblem.error(
                        "missing-trigger-key",
                        key,
                        "without `connection`, `postgresql` needs `" + key + "`",
                        "add it, or name a variable that has all by `connectionFromEnv`"))
                .toList();
        boolean sure = SEPARATE.stream().noneMatch(settings::isUnsure);
        return !missing.isEmpty() || !sure
                ? missing
                : wrong(settings).stream()
                        .map(why -> TriggerProblem.error(
                                "bad-trigger-value", HOST, "what says where the database is " + why, "correct it"))
                        .toList();
    }

    private static Optional<String> wrong(Settings settings) {
        try {
            PostgresqlAccess.of(settings);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    @Override
    public Trigger open(Opening opening) {
        Settings settings = opening.settings();
        PostgresqlAccess access = PostgresqlAccess.of(settings);
        String query = settings.the(QUERY);
        Measure measure = new Measure(settings.number(TARGET), settings.number(ACTIVATION));
        Set<String> secrets = new HashSet<>(settings.secrets());
        secrets.add(access.password());
        Optional<Object> same = opening.shared() ? Optional.of(List.of(query, measure)) : Optional.empty();
        return new NetworkTrigger<>(
                access.lease(opening.connections()),
                new NetworkTrigger.Asked("query of PostgreSQL at " + access.where(), TIMEOUT, secrets, same),
                database -> read(database.value(query), measure));
    }

    private static Reading read(String value, Measure measure) throws NoReading {
        try {
            return measure.of(Double.parseDouble(value));
        } catch (NumberFormatException _) {
            throw new NoReading("the query gives `" + value.substring(0, Math.min(LONGEST_SHOWN, value.length()))
                    + "`, which is no number");
        }
    }
}
