package tireless.trigger.rabbitmq;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tireless.trigger.Settings;

/**
 * Where RabbitMQ is, who asks, and which virtual host is meant.
 *
 * @param path what stands before the virtual host; of HTTP alone
 */
record RabbitAddress(boolean http, boolean secure, String host, int port, String path, String vhost, Account account) {

    private static final int HIGHEST_PORT = 65_535;

    /** An account and its password. */
    record Account(String user, String password) {
        @Override
        public String toString() {
            return "****";
        }
    }

    /** @throws IllegalArgumentException saying what is wrong, without the address */
    static RabbitAddress of(Settings settings) {
        URI uri;
        try {
            uri = URI.create(settings.the(RabbitKeys.HOST));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("is no address");
        }
        String scheme = String.valueOf(uri.getScheme());
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http && !scheme.equals("amqp") && !scheme.equals("amqps")) {
            throw new IllegalArgumentException("must begin with amqp://, amqps://, http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("names no host");
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            throw new IllegalArgumentException("must have a port of 1 to 65535");
        }
        String protocol = settings.the(RabbitKeys.PROTOCOL);
        if (!protocol.equals("auto") && !protocol.equals(http ? "http" : "amqp")) {
            throw new IllegalArgumentException(
                    "is one of " + (http ? "HTTP" : "AMQP") + ", and `protocol` says " + protocol);
        }
        boolean secure = scheme.endsWith("s") || settings.the(RabbitKeys.TLS).equals("enable");
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        int last = path.lastIndexOf('/');
        String written = last < 0 ? "" : decoded(path.substring(last + 1));
        return new RabbitAddress(
                http,
                secure,
                uri.getHost(),
                port(uri, http, secure),
                last <= 0 ? "" : path.substring(0, last),
                settings.text(RabbitKeys.VHOST).orElse(written.isEmpty() ? "/" : written),
                account(settings, uri));
    }

    private static int port(URI uri, boolean http, boolean secure) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return http ? (secure ? 443 : 80) : (secure ? 5671 : 5672);
    }

    private static Account account(Settings settings, URI uri) {
        if (settings.has(RabbitKeys.USERNAME)) {
            return new Account(
                    settings.the(RabbitKeys.USERNAME),
                    settings.text(RabbitKeys.PASSWORD).orElse(""));
        }
        String info = uri.getRawUserInfo();
        if (info == null) {
            return new Account("guest", "guest");
        }
        String[] both = info.split(":", 2);
        return new Account(decoded(both[0]), both.length > 1 ? decoded(both[1]) : "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String where() {
        return host + ":" + port + (vhost.equals("/") ? "" : ", virtual host `" + vhost + "`");
    }
}
