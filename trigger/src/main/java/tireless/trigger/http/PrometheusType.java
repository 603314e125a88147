package tireless.trigger.http;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

/** What a query gives that Prometheus, or what speaks as it does, evaluates. */
public final class PrometheusType implements TriggerType {
    private static final String SERVER = "serverAddress";
    private static final String QUERY = "query";
    private static final String THRESHOLD = "threshold";
    private static final String ACTIVATION = "activationThreshold";
    private static final String NAMESPACE = "namespace";
    private static final String PARAMETERS = "queryParameters";
    private static final String HEADERS = "customHeaders";
    private static final String IGNORE_NULL = "ignoreNullValues";
    private static final String TIMEOUT = "timeout";
    private static final String NO_AWS = "this build signs no requests for Amazon";
    private static final int LONGEST_SHOWN = 60;

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public List<TriggerKey> keys() {
        return Stream.concat(
                        Stream.of(
                                TriggerKey.of(
                                                SERVER,
                                                new Form.WebAddress(),
                                                "where Prometheus is, as `http://127.0.0.1:9090`")
                                        .needed(),
                                TriggerKey.text(QUERY, "a query in PromQL with one value")
                                        .needed(),
                                TriggerKey.target(THRESHOLD, "how much one replica shall have of it")
                                        .needed(),
                                TriggerKey.of(ACTIVATION, new Form.Decimal(false), "there is work above this")
                                        .or("0"),
                                TriggerKey.text(NAMESPACE, "sent as the parameter `namespace`"),
                                TriggerKey.of(
                                        PARAMETERS,
                                        new Form.Pairs(),
                                        "further parameters, `key=value`, parted by commas"),
                                TriggerKey.of(
                                        HEADERS, new Form.Pairs(), "further headers, `key=value`, parted by commas"),
                                TriggerKey.of(
                                                IGNORE_NULL,
                                                new Form.Flag(),
                                                "whether no value, or NaN, counts as 0; else it can not be read")
                                        .or("true"),
                                TriggerKey.of(TIMEOUT, new Form.Time(), "for an answer")
                                        .or("3s"),
                                TriggerKey.refused("awsRegion", NO_AWS),
                                TriggerKey.refused("identityOwner", NO_AWS)),
                        HttpAuthentication.keys().stream())
                .toList();
    }

    @Override
    public List<TriggerProblem> contradictions(Settings settings) {
        return HttpAuthentication.contradictions(settings);
    }

    @Override
    public Trigger open(Opening opening) {
        Settings settings = opening.settings();
        URI uri = uri(settings);
        HttpAccess access = HttpAccess.of(uri, HttpAuthentication.tls(settings));
        Duration timeout = settings.time(TIMEOUT).orElse(NetworkTrigger.TIMEOUT);
        HttpCredentials credentials = HttpAuthentication.credentials(settings);
        Headers headers = new Headers(settings.pairs(HEADERS));
        Measure measure = new Measure(settings.number(THRESHOLD), settings.number(ACTIVATION));
        boolean ignoreNull = settings.flag(IGNORE_NULL);
        Optional<Object> same = opening.shared()
                ? Optional.of(List.of(uri, headers, credentials, measure, ignoreNull))
                : Optional.empty();
        return new NetworkTrigger<>(
                access.lease(opening.connections(), timeout),
                new NetworkTrigger.Asked(
                        subject(settings, access), timeout, HttpSecrets.of(settings, uri, credentials, headers), same),
                server -> read(server.get(uri, credentials, headers), measure, ignoreNull));
    }

    private static Reading read(String answer, Measure measure, boolean ignoreNull) throws NoReading {
        return measure.of(PrometheusAnswer.value(answer, ignoreNull));
    }

    private static String subject(Settings settings, HttpAccess access) {
        String query = settings.the(QUERY).replaceAll("\\s+", " ");
        String shown = query.length() <= LONGEST_SHOWN ? query : query.substring(0, LONGEST_SHOWN) + "…";
        return "query `" + shown + "` of Prometheus at " + access.server();
    }

    private static URI uri(Settings settings) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", settings.the(QUERY));
        settings.text(NAMESPACE).ifPresent(namespace -> parameters.put("namespace", namespace));
        parameters.putAll(settings.pairs(PARAMETERS));
        return URI.create(
                settings.the(SERVER).replaceAll("/+$", "") + "/api/v1/query?" + HttpAuthentication.query(parameters));
    }
}
