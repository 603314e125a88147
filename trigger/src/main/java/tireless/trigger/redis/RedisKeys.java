package tireless.trigger.redis;

import static tireless.trigger.Source.AUTHENTICATION;
import static tireless.trigger.Source.ENVIRONMENT;
import static tireless.trigger.Source.METADATA;

import java.util.ArrayList;
import java.util.List;
import tireless.trigger.Form;
import tireless.trigger.Settings;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;

/** The keys by which all triggers on Redis say where it is and who asks. */
final class RedisKeys {
    static final String ADDRESS = "address";
    static final String ADDRESSES = "addresses";
    static final String HOST = "host";
    static final String HOSTS = "hosts";
    static final String PORT = "port";
    static final String PORTS = "ports";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String SENTINEL_USERNAME = "sentinelUsername";
    static final String SENTINEL_PASSWORD = "sentinelPassword";
    static final String SENTINEL_MASTER = "sentinelMaster";
    static final String DATABASE = "databaseIndex";
    static final String ENABLE_TLS = "enableTLS";
    static final String UNSAFE_SSL = "unsafeSsl";
    static final String TLS = "tls";
    static final String CA = "ca";
    static final String CERT = "cert";
    static final String CERT_CAPITAL = "Cert";
    static final String KEY = "key";
    static final String KEY_PASSWORD = "keyPassword";

    private RedisKeys() {}

    static List<TriggerKey> of(RedisMode mode) {
        List<TriggerKey> keys = new ArrayList<>(mode == RedisMode.SINGLE ? single() : several());
        keys.add(connection(USERNAME, "the account; without one the default account"));
        keys.add(connection(PASSWORD, "its password"));
        if (mode == RedisMode.SENTINEL) {
            keys.add(connection(SENTINEL_USERNAME, "the account at the sentinels"));
            keys.add(connection(SENTINEL_PASSWORD, "its password at the sentinels"));
            keys.add(connection(SENTINEL_MASTER, "the name of the master that the sentinels watch")
                    .needed());
        }
        if (mode != RedisMode.CLUSTER) {
            keys.add(TriggerKey.of(DATABASE, new Form.Whole(0), "the number of the database")
                    .or("0"));
        }
        keys.add(TriggerKey.flag(ENABLE_TLS, "whether to speak TLS"));
        keys.add(TriggerKey.flag(UNSAFE_SSL, "whether any certificate of the server will do"));
        keys.add(TriggerKey.choice(TLS, "the same as `enableTLS`; not both", "enable", "disable")
                .or("disable")
                .from(AUTHENTICATION));
        keys.add(secret(CA, "certificates that are trusted, in PEM"));
        keys.add(secret(CERT, "the certificate that is shown to the server, in PEM"));
        keys.add(secret(CERT_CAPITAL, "another spelling of `cert`"));
        keys.add(secret(KEY, "its key, in PEM, PKCS#8"));
        keys.add(secret(KEY_PASSWORD, "of an encrypted key"));
        return List.copyOf(keys);
    }

    private static List<TriggerKey> single() {
        return List.of(
                connection(ADDRESS, "`host:port`; or else `host` and `port`"),
                connection(HOST, "the host"),
                connection(PORT, "its port"));
    }

    private static List<TriggerKey> several() {
        return List.of(
                connection(ADDRESSES, "`host:port` of each, parted by commas; or else `hosts` and `ports`"),
                connection(HOSTS, "the hosts, parted by commas"),
                connection(PORTS, "their ports in the same order"));
    }

    private static TriggerKey connection(String name, String description) {
        return TriggerKey.text(name, description).from(METADATA, AUTHENTICATION, ENVIRONMENT);
    }

    private static TriggerKey secret(String name, String description) {
        return TriggerKey.text(name, description).from(AUTHENTICATION);
    }

    static List<TriggerProblem> contradictions(RedisMode mode, Settings settings) {
        List<TriggerProblem> problems = new ArrayList<>();
        String address = mode == RedisMode.SINGLE ? ADDRESS : ADDRESSES;
        String host = mode == RedisMode.SINGLE ? HOST : HOSTS;
        String port = mode == RedisMode.SINGLE ? PORT : PORTS;
        if (!settings.mayHave(address) && !(settings.mayHave(host) && settings.mayHave(port))) {
            problems.add(TriggerProblem.error(
                    "missing-trigger-key",
                    address,
                    "it is not said where Redis is",
                    "add `" + address + "`, or `" + host + "` and `" + port + "`"));
        } else if (!settings.isUnsure(address) && !settings.isUnsure(host) && !settings.isUnsure(port)) {
            RedisAddress.wrong(mode, settings)
                    .ifPresent(why -> problems.add(TriggerProblem.error(
                            "bad-trigger-value",
                            settings.has(address) ? address : port,
                            why,
                            "as in `address: 127.0.0.1:6379`")));
        }
        if (settings.has(ENABLE_TLS) && settings.has(TLS)) {
            problems.add(TriggerProblem.contradiction(
                    ENABLE_TLS, "`enableTLS` and `tls` are both given", "keep one of them"));
        }
        boolean cert = settings.mayHave(CERT) || settings.mayHave(CERT_CAPITAL);
        if (cert != settings.mayHave(KEY)) {
            problems.add(TriggerProblem.contradiction(CERT, "`cert` and `key` are only of use together", "give both"));
        }
        return problems;
    }
}
