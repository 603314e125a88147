package tireless.trigger.redis;

import java.util.List;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import tireless.trigger.Settings;
import tireless.trigger.connect.ConnectionKey;
import tireless.trigger.connect.Connections;
import tireless.trigger.connect.Lease;
import tireless.trigger.tls.TlsSettings;

/**
 * Where Redis is, and who asks. Equal ones share their connections.
 *
 * @param master the name at the sentinels; empty without them
 * @param tls empty for a connection in the clear
 */
record RedisAccess(
        RedisMode mode,
        List<RedisAddress> addresses,
        Credentials credentials,
        Credentials sentinel,
        String master,
        int database,
        Optional<TlsSettings> tls) {

    /** An account and its password; both may be missing. */
    record Credentials(Optional<String> user, Optional<String> password) {
        @Override
        public String toString() {
            return "****";
        }
    }

    static RedisAccess of(RedisMode mode, Settings settings) {
        boolean sentinels = mode == RedisMode.SENTINEL;
        return new RedisAccess(
                mode,
                RedisAddress.of(mode, settings),
                new Credentials(settings.text(RedisKeys.USERNAME), settings.text(RedisKeys.PASSWORD)),
                sentinels
                        ? new Credentials(
                                settings.text(RedisKeys.SENTINEL_USERNAME), settings.text(RedisKeys.SENTINEL_PASSWORD))
                        : new Credentials(Optional.empty(), Optional.empty()),
                sentinels ? settings.the(RedisKeys.SENTINEL_MASTER) : "",
                mode == RedisMode.CLUSTER ? 0 : Math.toIntExact(settings.whole(RedisKeys.DATABASE)),
                tls(settings));
    }

    private static Optional<TlsSettings> tls(Settings settings) {
        boolean wanted = settings.flag(RedisKeys.ENABLE_TLS)
                || settings.the(RedisKeys.TLS).equals("enable");
        return wanted
                ? Optional.of(new TlsSettings(
                        settings.flag(RedisKeys.UNSAFE_SSL),
                        settings.text(RedisKeys.CA),
                        settings.text(RedisKeys.CERT).or(() -> settings.text(RedisKeys.CERT_CAPITAL)),
                        settings.text(RedisKeys.KEY),
                        settings.text(RedisKeys.KEY_PASSWORD)))
                : Optional.empty();
    }

    String where() {
        String all = RedisAddress.shown(addresses);
        return mode == RedisMode.SENTINEL ? master + " of the sentinels at " + all : all;
    }

    Lease<UnifiedJedis> lease(Connections connections) {
        return connections.lease(
                new ConnectionKey(mode.lists(), where(), List.of(this)), () -> RedisClients.open(this));
    }
}
