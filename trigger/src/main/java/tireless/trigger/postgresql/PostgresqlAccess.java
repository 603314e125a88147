package tireless.trigger.postgresql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import tireless.trigger.Settings;
import tireless.trigger.connect.ConnectionKey;
import tireless.trigger.connect.Connections;
import tireless.trigger.connect.Lease;

/**
 * Where a database is, and who asks. Equal ones share their connections.
 *
 * @param parameters by their names at libpq
 */
record PostgresqlAccess(Map<String, String> parameters) {
    private static final String SSL_MODE = "sslmode";
    private static final Map<String, String> PASSED_ON = Map.of(
            SSL_MODE,
            "sslmode",
            "sslrootcert",
            "sslrootcert",
            "sslcert",
            "sslcert",
            "sslkey",
            "sslkey",
            "sslpassword",
            "sslpassword",
            "application_name",
            "ApplicationName",
            "options",
            "options",
            "target_session_attrs",
            "targetServerType");
    private static final Set<String> OWN = Set.of("host", "port", "dbname", "user", "password", "connect_timeout");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    PostgresqlAccess {
        parameters = Map.copyOf(parameters);
    }

    /** @throws IllegalArgumentException saying what is wrong, without a value */
    static PostgresqlAccess of(Settings settings) {
        Map<String, String> all = settings.has(PostgresqlType.CONNECTION)
                ? ConnectionText.parse(settings.the(PostgresqlType.CONNECTION))
                : separate(settings);
        for (String name : all.keySet()) {
            require(OWN.contains(name) || PASSED_ON.containsKey(name), "has `" + name + "`, which is not known here");
        }
        String host = all.getOrDefault("host", "");
        require(!host.isEmpty(), "names no host");
        require(!host.startsWith("/"), "names a socket; only TCP is spoken here");
        String port = all.getOrDefault("port", "5432");
        require(port.matches("\\d{1,5}"), "has a port that is no number");
        require(Integer.parseInt(port) > 0 && Integer.parseInt(port) < 65_536, "has a port that is not 1 to 65535");
        require(
                SSL_MODES.contains(all.getOrDefault(SSL_MODE, "prefer")),
                "has an unknown `sslmode`: one of " + SSL_MODES);
        return new PostgresqlAccess(all);
    }

    private static Map<String, String> separate(Settings settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("host", settings.the(PostgresqlType.HOST));
        all.put("port", settings.the(PostgresqlType.PORT));
        all.put("user", settings.the(PostgresqlType.USER));
        all.put("dbname", settings.the(PostgresqlType.DATABASE));
        all.put(SSL_MODE, settings.the(PostgresqlType.SSL_MODE));
        settings.text(PostgresqlType.PASSWORD).ifPresent(password -> all.put("password", password));
        return all;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    String where() {
        String host = parameters.getOrDefault("host", "");
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + parameters.getOrDefault("port", "5432");
    }

    String url() {
        String database = parameters.getOrDefault("dbname", parameters.getOrDefault("user", "postgres"));
        return "jdbc:postgresql://" + where() + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    String password() {
        return parameters.getOrDefault("password", "");
    }

    /** As the driver names them; times in seconds. */
    Properties properties(long timeout) {
        Properties properties = new Properties();
        properties.setProperty("user", parameters.getOrDefault("user", "postgres"));
        properties.setProperty("password", password());
        properties.setProperty("ApplicationName", "tireless");
        // One number is asked for: what is longer is none, and is not read into memory.
        properties.setProperty("maxResultBuffer", "64K");
        properties.setProperty("connectTimeout", String.valueOf(timeout));
        properties.setProperty("socketTimeout", String.valueOf(timeout + 1));
        PASSED_ON.forEach((name, driver) -> {
            String value = parameters.get(name);
            if (value != null) {
                properties.setProperty(driver, value);
            }
        });
        properties.setProperty("sslfactory", PostgresqlTls.class.getName());
        return properties;
    }

    Lease<PostgresqlClient> lease(Connections connections) {
        return connections.lease(
                new ConnectionKey("postgresql", where(), List.of(this)), () -> new PostgresqlClient(this));
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return where();
    }
}
