package tireless.trigger.http;

import static tireless.trigger.Source.AUTHENTICATION;
import static tireless.trigger.Source.METADATA;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.trigger.Settings;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.tls.TlsSettings;

/** The keys by which triggers over HTTP say who asks: KEDA's {@code authModes}. */
final class HttpAuthentication {
    private static final String MODES = "authModes";
    private static final String MODE = "authMode";
    private static final String UNSAFE_SSL = "unsafeSsl";
    private static final List<String> KNOWN = List.of("apiKey", "basic", "tls", "bearer", "custom");
    private static final Set<String> EXCLUSIVE = Set.of("bearer", "basic");
    private static final String NO_OAUTH = "this build does not ask for tokens by OAuth; give a token by `bearer`";

    private HttpAuthentication() {}

    static List<TriggerKey> keys() {
        return List.of(
                TriggerKey.text(
                                MODES,
                                "how to say who asks: " + String.join(", ", KNOWN) + "; several parted by commas")
                        .from(METADATA, AUTHENTICATION),
                TriggerKey.text(MODE, "another spelling of `authModes`").from(METADATA, AUTHENTICATION),
                secret("username", "for `basic`"),
                secret("password", "for `basic`"),
                secret("bearerToken", "for `bearer`"),
                secret("token", "another spelling of `bearerToken`"),
                secret("apiKey", "for `apiKey`"),
                TriggerKey.choice("method", "where the API key is sent", "header", "query")
                        .or("header")
                        .from(METADATA, AUTHENTICATION),
                TriggerKey.text("keyParamName", "its name there; `X-API-KEY` in a header, `api_key` in a query")
                        .from(METADATA, AUTHENTICATION),
                secret("customAuthHeader", "for `custom`: the name of a header"),
                secret("customAuthValue", "for `custom`: its value"),
                secret("ca", "certificates that are trusted, in PEM"),
                secret("cert", "for `tls`: the certificate that is shown to the server, in PEM"),
                secret("key", "for `tls`: its key, in PEM, PKCS#8"),
                TriggerKey.flag(UNSAFE_SSL, "whether any certificate of the server will do"),
                TriggerKey.refused("oauthTokenURI", NO_OAUTH),
                TriggerKey.refused("clientID", NO_OAUTH),
                TriggerKey.refused("clientSecret", NO_OAUTH),
                TriggerKey.refused("scopes", NO_OAUTH),
                TriggerKey.refused("scope", NO_OAUTH),
                TriggerKey.refused("endpointParams", NO_OAUTH));
    }

    private static TriggerKey secret(String name, String description) {
        return TriggerKey.text(name, description).from(AUTHENTICATION);
    }

    private static List<String> modes(Settings settings) {
        return settings.has(MODES) ? settings.items(MODES) : settings.items(MODE);
    }

    static List<TriggerProblem> contradictions(Settings settings) {
        List<TriggerProblem> problems = new ArrayList<>();
        String written = settings.has(MODES) ? MODES : MODE;
        List<String> modes = modes(settings);
        for (String mode : modes) {
            if (!KNOWN.contains(mode)) {
                problems.add(TriggerProblem.error(
                        "bad-trigger-value",
                        written,
                        "there is no way `" + mode + "` to say who asks"
                                + (mode.equals("oauth") ? ": " + NO_OAUTH : ""),
                        "known: " + String.join(", ", KNOWN)));
            }
        }
        if (modes.stream().filter(EXCLUSIVE::contains).distinct().count() > 1) {
            problems.add(TriggerProblem.contradiction(
                    written, "`bearer` and `basic` both use the header `Authorization`", "keep one of them"));
        }
        for (String mode : modes) {
            missing(mode, settings)
                    .ifPresent(key -> problems.add(TriggerProblem.error(
                            "missing-trigger-key",
                            written,
                            "`" + mode + "` needs `" + key + "`",
                            "give `" + key + "` by a TriggerAuthentication")));
        }
        return problems;
    }

    private static Optional<String> missing(String mode, Settings settings) {
        List<String> needed = switch (mode) {
            case "basic" -> List.of("username");
            case "bearer" -> settings.mayHave("token") ? List.of() : List.of("bearerToken");
            case "apiKey" -> List.of("apiKey");
            case "custom" -> List.of("customAuthHeader", "customAuthValue");
            case "tls" -> List.of("cert", "key");
            default -> List.of();
        };
        return needed.stream().filter(key -> !settings.mayHave(key)).findFirst();
    }

    static HttpCredentials credentials(Settings settings) {
        Map<String, String> headers = new HashMap<>();
        String query = "";
        for (String mode : modes(settings)) {
            switch (mode) {
                case "basic" ->
                    headers.putAll(HttpCredentials.basic(
                                    settings.the("username"),
                                    settings.text("password").orElse(""))
                            .headers());
                case "bearer" ->
                    headers.put(
                            "Authorization",
                            "Bearer " + settings.text("bearerToken").orElseGet(() -> settings.the("token")));
                case "custom" -> headers.put(settings.the("customAuthHeader"), settings.the("customAuthValue"));
                case "apiKey" -> {
                    String key = settings.the("apiKey");
                    if (settings.the("method").equals("query")) {
                        query = settings.text("keyParamName").orElse("api_key") + "=" + encoded(key);
                    } else {
                        headers.put(settings.text("keyParamName").orElse("X-API-KEY"), key);
                    }
                }
                default -> {}
            }
        }
        return new HttpCredentials(headers, query);
    }

    static TlsSettings tls(Settings settings) {
        boolean shown = modes(settings).contains("tls");
        return new TlsSettings(
                settings.flag(UNSAFE_SSL),
                settings.text("ca"),
                shown ? settings.text("cert") : Optional.empty(),
                shown ? settings.text("key") : Optional.empty(),
                Optional.empty());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }
}
