package tireless.trigger.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import tireless.trigger.SecretText;
import tireless.trigger.Settings;

/** What no message about a question over HTTP may hold: all by which the server knows who asks, as it was written and as it was sent. */
public final class HttpSecrets {
    private HttpSecrets() {}

    /**
     * The secrets of the settings, all values of headers, the secret parameters of
     * the address and the account in it.
     */
    public static Set<String> of(Settings settings, URI uri, HttpCredentials credentials, Headers headers) {
        Set<String> secrets = new HashSet<>(settings.secrets());
        headers.all().values().forEach(value -> add(value, secrets));
        credentials.headers().values().forEach(value -> add(value, secrets));
        SecretText.inAddress("?" + uri.getRawQuery()).forEach(value -> addEncoded(value, secrets));
        String user = uri.getRawUserInfo();
        if (user != null) {
            addEncoded(user, secrets);
            addEncoded(user.substring(user.indexOf(':') + 1), secrets);
        }
        return secrets;
    }

    /** A server may repeat what follows the scheme alone: {@code Basic …}, {@code Bearer …}. */
    private static void add(String header, Set<String> secrets) {
        secrets.add(header);
        secrets.add(header.substring(header.lastIndexOf(' ') + 1));
    }

    private static void addEncoded(String value, Set<String> secrets) {
        secrets.add(value);
        secrets.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
}
