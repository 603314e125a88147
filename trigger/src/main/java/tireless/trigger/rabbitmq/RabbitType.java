package tireless.trigger.rabbitmq;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.trigger.Measure;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.Opening;
import tireless.trigger.Settings;
import tireless.trigger.Trigger;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;
import tireless.trigger.connect.ConnectionKey;
import tireless.trigger.connect.Lease;
import tireless.trigger.http.Headers;
import tireless.trigger.http.HttpAccess;
import tireless.trigger.http.HttpCredentials;
import tireless.trigger.http.HttpSecrets;
import tireless.trigger.tls.TlsSettings;

/** What waits in queues of RabbitMQ, asked by AMQP, or of its management plugin by HTTP. */
public final class RabbitType implements TriggerType {
    /** The client has its own limit, and says more than that there was none. */
    private static final Duration AMQP_TIMEOUT = NetworkTrigger.TIMEOUT.plusSeconds(1);

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public List<TriggerKey> keys() {
        return RabbitKeys.all();
    }

    @Override
    public List<TriggerProblem> contradictions(Settings settings) {
        return RabbitKeys.contradictions(settings);
    }

    @Override
    public Trigger open(Opening opening) {
        Settings settings = opening.settings();
        RabbitAddress address = RabbitAddress.of(settings);
        Set<String> secrets = new HashSet<>(settings.secrets());
        secrets.add(address.account().password());
        String subject = (settings.flag(RabbitKeys.USE_REGEX) ? "queues like `" : "queue `")
                + settings.the(RabbitKeys.QUEUE) + "` of RabbitMQ at " + address.where();
        return address.http()
                ? overHttp(opening, address, subject, secrets)
                : overAmqp(opening, address, subject, secrets);
    }

    private static Measure measure(Settings settings) {
        String target = settings.text(RabbitKeys.VALUE)
                .or(() -> settings.text(RabbitKeys.QUEUE_LENGTH))
                .orElse(RabbitKeys.DEFAULT_LENGTH);
        return new Measure(Double.parseDouble(target), settings.number(RabbitKeys.ACTIVATION));
    }

    private static Trigger overAmqp(Opening opening, RabbitAddress address, String subject, Set<String> secrets) {
        Settings settings = opening.settings();
        TlsSettings tls = RabbitKeys.tls(settings);
        String queue = settings.the(RabbitKeys.QUEUE);
        Measure measure = measure(settings);
        Lease<AmqpClient> lease = opening.connections()
                .lease(
                        new ConnectionKey("amqp", address.where(), List.of(address, tls)),
                        () -> new AmqpClient(address, tls));
        Optional<Object> same = opening.shared() ? Optional.of(List.of(queue, measure)) : Optional.empty();
        return new NetworkTrigger<>(
                lease,
                new NetworkTrigger.Asked(subject, AMQP_TIMEOUT, secrets, same),
                client -> measure.of((double) client.ready(queue)));
    }

    private static Trigger overHttp(Opening opening, RabbitAddress address, String subject, Set<String> secrets) {
        Settings settings = opening.settings();
        URI uri = uri(settings, address);
        Duration timeout = settings.time(RabbitKeys.TIMEOUT).orElse(NetworkTrigger.TIMEOUT);
        HttpCredentials credentials = HttpCredentials.basic(
                address.account().user(), address.account().password());
        Set<String> hidden = new HashSet<>(secrets);
        hidden.addAll(HttpSecrets.of(settings, uri, credentials, Headers.NONE));
        Measure measure = measure(settings);
        RabbitAnswer answer = new RabbitAnswer(
                settings.flag(RabbitKeys.USE_REGEX),
                settings.flag(RabbitKeys.READY_ONLY),
                settings.the(RabbitKeys.OPERATION));
        String mode = settings.text(RabbitKeys.MODE).orElse("QueueLength");
        Optional<Object> same =
                opening.shared() ? Optional.of(List.of(uri, credentials, mode, measure, answer)) : Optional.empty();
        return new NetworkTrigger<>(
                HttpAccess.of(uri, RabbitKeys.tls(settings)).lease(opening.connections(), timeout),
                new NetworkTrigger.Asked(subject, timeout, hidden, same),
                server ->
                        answer.queue(server.get(uri, credentials, Headers.NONE)).reading(mode, measure));
    }

    private static URI uri(Settings settings, RabbitAddress address) {
        String queue = encoded(settings.the(RabbitKeys.QUEUE));
        String queues = (address.secure() ? "https://" : "http://") + address.host() + ":" + address.port()
                + address.path() + "/api/queues/" + encoded(address.vhost());
        return URI.create(
                settings.flag(RabbitKeys.USE_REGEX)
                        ? queues + "?page=1&use_regex=true&pagination=false&name=" + queue + "&page_size="
                                + settings.whole(RabbitKeys.PAGE_SIZE)
                        : queues + "/" + queue);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
