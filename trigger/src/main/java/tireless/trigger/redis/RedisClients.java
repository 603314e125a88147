package tireless.trigger.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.tls.TlsSettings;

/** Makes clients of Redis. Loaded with the first that is asked. */
final class RedisClients {
    /** Looks take less than a millisecond each. */
    private static final int MOST_CONNECTIONS = 2;

    private RedisClients() {}

    static UnifiedJedis open(RedisAccess access) throws GeneralSecurityException {
        Set<HostAndPort> nodes = access.addresses().stream()
                .map(address -> new HostAndPort(address.host(), address.port()))
                .collect(Collectors.toSet());
        return switch (access.mode()) {
            case SINGLE ->
                RedisClient.builder()
                        .hostAndPort(nodes.iterator().next())
                        .clientConfig(config(access, access.credentials(), access.database()))
                        .poolConfig(pool())
                        .build();
            case CLUSTER ->
                RedisClusterClient.builder()
                        .nodes(nodes)
                        .clientConfig(config(access, access.credentials(), 0))
                        .poolConfig(pool())
                        .maxAttempts(2)
                        .build();
            case SENTINEL ->
                RedisSentinelClient.builder()
                        .masterName(access.master())
                        .sentinels(nodes)
                        .clientConfig(config(access, access.credentials(), access.database()))
                        .sentinelClientConfig(config(access, access.sentinel(), 0))
                        .poolConfig(pool())
                        .build();
        };
    }

    private static DefaultJedisClientConfig config(
            RedisAccess access, RedisAccess.Credentials credentials, int database) throws GeneralSecurityException {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .timeoutMillis(Math.toIntExact(NetworkTrigger.TIMEOUT.toMillis()))
                .clientName("tireless")
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .database(database);
        credentials.user().ifPresent(config::user);
        credentials.password().ifPresent(config::password);
        if (access.tls().isPresent()) {
            config.sslOptions(options(access.tls().get()));
        }
        return config.build();
    }

    private static SslOptions options(TlsSettings tls) throws GeneralSecurityException {
        char[] password = TlsSettings.STORE_PASSWORD.toCharArray();
        SslOptions.Builder options = SslOptions.builder()
                .keyStoreType("PKCS12")
                .trustStoreType("PKCS12")
                .sslVerifyMode(tls.unsafe() ? SslVerifyMode.INSECURE : SslVerifyMode.FULL);
        Optional<KeyStore> trusted = tls.trusted();
        if (trusted.isPresent()) {
            byte[] stored = stored(trusted.get());
            options.truststore(() -> new ByteArrayInputStream(stored), password);
        }
        Optional<KeyStore> own = tls.own();
        if (own.isPresent()) {
            byte[] stored = stored(own.get());
            options.keystore(() -> new ByteArrayInputStream(stored), password);
        }
        return options.build();
    }

    private static byte[] stored(KeyStore store) throws GeneralSecurityException {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, TlsSettings.STORE_PASSWORD.toCharArray());
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new GeneralSecurityException("the certificates can not be handed over", e);
        }
    }

    private static ConnectionPoolConfig pool() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(MOST_CONNECTIONS);
        pool.setMaxIdle(MOST_CONNECTIONS);
        pool.setMaxWait(NetworkTrigger.TIMEOUT);
        // One thread for each server less; a connection that was cut is found by its next use.
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        pool.setTestOnBorrow(false);
        pool.setJmxEnabled(false);
        return pool;
    }
}
