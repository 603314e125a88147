package tireless.trigger.http;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.trigger.Form;
import tireless.trigger.Measure;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.Opening;
import tireless.trigger.Settings;
import tireless.trigger.Trigger;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;

/** A number somewhere in what an address answers. */
public final class MetricsApiType implements TriggerType {
    private static final String URL = "url";
    private static final String WHERE = "valueLocation";
    private static final String TARGET = "targetValue";
    private static final String ACTIVATION = "activationTargetValue";
    private static final String FORMAT = "format";
    private static final String TIMEOUT = "timeout";
    private static final String AGGREGATE = "aggregateFromKubeServiceEndpoints";
    private static final String AGGREGATION = "aggregationType";

    @Override
    public String name() {
        return "metrics-api";
    }

    @Override
    public List<TriggerKey> keys() {
        return Stream.concat(
                        Stream.of(
                                TriggerKey.of(
                                                URL,
                                                new Form.WebAddress(),
                                                "what to ask, as `http://127.0.0.1:8080/stats`")
                                        .needed(),
                                TriggerKey.text(
                                                WHERE,
                                                "where the number is: a path as `queues.0.length`; with `format: prometheus` a metric as `jobs{state=\"new\"}`")
                                        .needed(),
                                TriggerKey.target(TARGET, "how much of it one replica shall have")
                                        .needed(),
                                TriggerKey.of(ACTIVATION, new Form.Decimal(false), "there is work above this")
                                        .or("0"),
                                TriggerKey.choice(FORMAT, "of the answer", "json", "prometheus", "xml", "yaml")
                                        .or("json"),
                                TriggerKey.of(TIMEOUT, new Form.Time(), "for an answer")
                                        .or("3s"),
                                TriggerKey.flag(
                                        AGGREGATE, "refused where it is true: there are no Kubernetes services here"),
                                TriggerKey.choice(
                                                AGGREGATION,
                                                "no effect without `aggregateFromKubeServiceEndpoints`",
                                                "average",
                                                "sum",
                                                "max",
                                                "min")
                                        .or("average")),
                        HttpAuthentication.keys().stream())
                .toList();
    }

    @Override
    public List<TriggerProblem> contradictions(Settings settings) {
        List<TriggerProblem> problems = new ArrayList<>(HttpAuthentication.contradictions(settings));
        if (settings.flag(AGGREGATE)) {
            problems.add(TriggerProblem.error(
                    "unsupported-trigger-key",
                    AGGREGATE,
                    "`" + AGGREGATE + "` can not be true: there are no Kubernetes services here",
                    "name one `url` for each trigger"));
        }
        try {
            MetricsAnswer.of(settings.the(FORMAT), settings.the(WHERE));
        } catch (IllegalArgumentException e) {
            problems.add(TriggerProblem.error(
                    "bad-trigger-value",
                    WHERE,
                    "`valueLocation` " + e.getMessage(),
                    "names parted by points, as `queues.0.length`"));
        }
        return problems;
    }

    @Override
    public Trigger open(Opening opening) {
        Settings settings = opening.settings();
        URI uri = URI.create(settings.the(URL));
        HttpAccess access = HttpAccess.of(uri, HttpAuthentication.tls(settings));
        Duration timeout = settings.time(TIMEOUT).orElse(NetworkTrigger.TIMEOUT);
        HttpCredentials credentials = HttpAuthentication.credentials(settings);
        Measure measure = new Measure(settings.number(TARGET), settings.number(ACTIVATION));
        MetricsAnswer answer = MetricsAnswer.of(settings.the(FORMAT), settings.the(WHERE));
        Optional<Object> same =
                opening.shared() ? Optional.of(List.of(uri, credentials, measure, answer)) : Optional.empty();
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        return new NetworkTrigger<>(
                access.lease(opening.connections(), timeout),
                new NetworkTrigger.Asked(
                        "`" + settings.the(WHERE) + "` of " + access.server() + path,
                        timeout,
                        HttpSecrets.of(settings, uri, credentials, Headers.NONE),
                        same),
                server -> measure.of(answer.value(server.get(uri, credentials, Headers.NONE))));
    }
}
