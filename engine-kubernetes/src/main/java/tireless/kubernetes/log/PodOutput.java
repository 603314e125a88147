package tireless.kubernetes.log;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tireless.kubernetes.apply.Refusals;
import tireless.model.TirelessException;

/** Asks for the output of pods. */
final class PodOutput {
    private static final int GONE = 404;
    private static final int NOT_YET = 400;

    /**
     * What is asked for.
     *
     * @param previous whether it is the run before the present one
     * @param follow whether to go on with what comes
     * @param since the time of a line: none that was written in a second before; empty for all
     * @param last how many lines at most, the last ones; negative for all
     */
    record Ask(boolean previous, boolean follow, String since, int last) {}

    private final Lanes lanes;
    private final Optional<Duration> patience;

    /** @param patience how long the first word of an answer may take; empty for ever, as nothing may be printed yet */
    PodOutput(Lanes lanes, Optional<Duration> patience) {
        this.lanes = lanes;
        this.patience = patience;
    }

    /**
     * Opens it, with the time before each line.
     *
     * @return empty where there is none, or not yet
     * @throws IOException if it can not be read
     */
    Optional<InputStream> open(LogSource source, Ask ask) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("container", source.container());
        query.put("timestamps", "true");
        query.put("follow", Boolean.toString(ask.follow()));
        query.put("previous", Boolean.toString(ask.previous()));
        if (!ask.since().isEmpty()) {
            query.put("sinceTime", ask.since());
        }
        if (ask.last() >= 0) {
            query.put("tailLines", Integer.toString(ask.last()));
        }
        try {
            return open(source, query);
        } catch (TirelessException | KubernetesClientException refused) {
            // As what it logs in by is not there at the moment.
            throw unreadable(source, refused);
        }
    }

    private Optional<InputStream> open(LogSource source, Map<String, String> query) throws IOException {
        Lanes.Lane lane = lanes.take();
        try {
            Optional<InputStream> opened = open(lane.client(), source, query).map(stream -> lanes.on(lane, stream));
            if (opened.isEmpty()) {
                lanes.giveBack(lane);
            }
            return opened;
        } catch (IOException | RuntimeException failed) {
            lanes.giveBack(lane);
            throw failed;
        }
    }

    private Optional<InputStream> open(KubernetesClient client, LogSource source, Map<String, String> query)
            throws IOException {
        HttpRequest.Builder asking = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(URI.create("%sapi/v1/namespaces/%s/pods/%s/log?%s"
                        .formatted(client.getMasterUrl(), source.namespace(), source.pod(), text(query))))
                .forStreaming();
        patience.ifPresent(time -> asking.timeout(time.toMillis(), TimeUnit.MILLISECONDS));
        try {
            HttpResponse<InputStream> response = client.getHttpClient()
                    .sendAsync(asking.build(), InputStream.class)
                    .join();
            if (response.isSuccessful()) {
                return Optional.of(response.body());
            }
            if (response.code() == GONE || response.code() == NOT_YET) {
                response.body().close();
                return Optional.empty();
            }
            throw new IOException("the output of %s/%s can not be read: %d %s"
                    .formatted(source.namespace(), source.pod(), response.code(), response.bodyString()));
        } catch (CompletionException failed) {
            throw unreadable(source, failed);
        }
    }

    private static IOException unreadable(LogSource source, RuntimeException cause) {
        return new IOException(
                "the output of %s/%s can not be read: %s"
                        .formatted(source.namespace(), source.pod(), Refusals.innermost(cause)),
                cause);
    }

    private static String text(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
