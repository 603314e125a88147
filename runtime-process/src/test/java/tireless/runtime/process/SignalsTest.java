package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.SignalSources;
import tireless.runtime.Notice;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SlotLog;
import tireless.runtime.StartResult;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;
import tireless.throughput.Notification;
import tireless.throughput.ReplicaSignals;

/** What workers count is heard, whatever way they say it. */
class SignalsTest extends RuntimeFixture {
    private static final SignalSources OTLP =
            new SignalSources(Optional.empty(), true, Optional.empty(), SignalSources.Names.DEFAULT);

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    private void start(SignalSources signals, Map<String, String> environment, String script) {
        RunSpec run = run(environment, "/bin/sh", "-c", script)
                .withProvisions(new Provisions(new TreeMap<>(), List.of(), List.of(), signals));
        assertThat(start(1, run)).isInstanceOf(StartResult.Started.class);
    }

    private static SignalSources pattern(String pattern) {
        return new SignalSources(Optional.empty(), false, Optional.of(pattern), SignalSources.Names.DEFAULT);
    }

    private Notification until(Predicate<Notification> fits) {
        Notification said = news.nextNotification();
        while (!fits.test(said)) {
            said = news.nextNotification();
        }
        return said;
    }

    /** The variables of the worker with this begin, as its first lines. */
    private List<String> lines(int count) {
        SlotLog log = driver.log(SLOT);
        try (FollowedLog followed = new FollowedLog(log)) {
            return Stream.generate(followed::next).limit(count).toList();
        }
    }

    @Test
    void linesOfTheLogAreItems() {
        start(pattern("^done "), Map.of(), "echo hello; for i in 1 2 3 4 5; do echo done $i; done; exec sleep 1000");
        assertThat(until(said -> said.processed().orElse(0) == 5).errors()).isEmpty();
    }

    @Test
    void afterARestartOfTheServerLinesAreCountedOn() throws IOException {
        Path gate = folder.resolve("gate");
        start(
                pattern("(?<processed>\\d+) done, (?<backlog>\\d+) wait"),
                Map.of(),
                "echo 7 done, 3 wait; while [ ! -e " + gate
                        + " ]; do sleep 0.01; done; echo 9 done, 1 wait; exec sleep 1000");
        assertThat(until(said -> said.processed().isPresent()).backlog()).hasValue(3);
        reopen();
        driver.recover();
        Files.createFile(gate);
        assertThat(until(said -> said.processed().isPresent()).processed()).hasValue(9);
    }

    @Test
    void aPageIsReadAtAPortOfItsOwn() throws IOException {
        Path page = Files.createDirectory(folder.resolve("page"));
        Files.writeString(page.resolve("numbers"), "jobs_total{a=\"b\"} 4\njobs_total 3\ntireless_backlog 2\n");
        SignalSources.Names names = new SignalSources.Names("jobs_total", "x", "tireless_backlog", "y", "z");
        SignalSources.Scrape scrape = new SignalSources.Scrape(OptionalInt.empty(), "/numbers", Duration.ofMillis(100));
        start(
                new SignalSources(Optional.of(scrape), false, Optional.empty(), names),
                Map.of(),
                "exec python3 -m http.server --bind 127.0.0.1 -d " + page + " $TIRELESS_METRICS_PORT");
        assertThat(until(said -> said.processed().isPresent()).processed()).hasValue(7);
        reopen();
        driver.recover();
        assertThat(until(said -> said.processed().isPresent()).backlog()).hasValue(2);
    }

    @Test
    void whatAnOpenTelemetryProgramCountsIsHeardInBothTemporalitiesAndAfterARestartOfTheServer() throws IOException {
        start(OTLP, Map.of(), "echo $OTEL_EXPORTER_OTLP_ENDPOINT; echo $OTEL_EXPORTER_OTLP_PROTOCOL; exec sleep 1000");
        List<String> told = lines(2);
        String endpoint = told.getFirst();
        assertThat(told.getLast()).isEqualTo("http/protobuf");
        count(endpoint, AggregationTemporalitySelector.alwaysCumulative());
        reopen();
        driver.recover();
        count(endpoint, AggregationTemporalitySelector.deltaPreferred());
    }

    /** Counts as an instrumented program does, with the SDK. */
    private void count(String endpoint, AggregationTemporalitySelector temporality) {
        OtlpHttpMetricExporter exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint(endpoint + "/v1/metrics")
                .setAggregationTemporalitySelector(temporality)
                .setCompression("gzip")
                .build();
        try (SdkMeterProvider provider = SdkMeterProvider.builder()
                .registerMetricReader(PeriodicMetricReader.builder(exporter)
                        .setInterval(Duration.ofHours(1))
                        .build())
                .build()) {
            Meter meter = provider.get("test");
            var processed = meter.counterBuilder("tireless.processed").build();
            var latency =
                    meter.histogramBuilder("tireless.latency").setUnit("s").build();
            meter.gaugeBuilder("tireless.backlog").ofLongs().build().set(11);
            processed.add(5, Attributes.of(AttributeKey.stringKey("queue"), "a"));
            processed.add(2, Attributes.of(AttributeKey.stringKey("queue"), "b"));
            latency.record(0.5);
            latency.record(1.5);
            assertThat(provider.forceFlush().join(30, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
            Notification first = until(said -> said.processed().isPresent());
            assertThat(first.processed()).hasValue(7);
            assertThat(first.backlog()).hasValue(11);
            assertThat(first.numbers().latency()).contains(Duration.ofSeconds(1));
            processed.add(3, Attributes.of(AttributeKey.stringKey("queue"), "a"));
            assertThat(provider.forceFlush().join(30, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
            assertThat(until(said -> said.processed().isPresent()).processed()).hasValue(10);
        }
    }

    /** An exporter that could not send for a while sends what it had kept, and then at once what there is. */
    @Test
    void afterARestartOfTheServerTheRateIsThatOfTheProgram() throws IOException {
        start(OTLP, Map.of(), "echo $OTEL_EXPORTER_OTLP_ENDPOINT; exec sleep 1000");
        String endpoint = lines(1).getFirst();
        AtomicReference<Duration> ago = new AtomicReference<>(Duration.ofSeconds(60));
        PeriodicMetricReader reader = PeriodicMetricReader.builder(OtlpHttpMetricExporter.builder()
                        .setEndpoint(endpoint + "/v1/metrics")
                        .build())
                .setInterval(Duration.ofHours(1))
                .build();
        try (SdkMeterProvider provider = SdkMeterProvider.builder()
                .setClock(clock(ago))
                .registerMetricReader(reader)
                .build()) {
            var processed =
                    provider.get("test").counterBuilder("tireless.processed").build();
            reopen();
            driver.recover();
            processed.add(5_000);
            ago.set(Duration.ofSeconds(8));
            provider.forceFlush().join(30, TimeUnit.SECONDS);
            Notification kept = until(said -> said.processed().isPresent());
            processed.add(800);
            ago.set(Duration.ZERO);
            provider.forceFlush().join(30, TimeUnit.SECONDS);
            Notification newest = until(said -> said.processed().isPresent());

            assertThat(kept.origin().anew()).isTrue();
            assertThat(newest.origin().anew()).isFalse();
            Duration heard = Duration.ofSeconds(100);
            ReplicaSignals signals = ReplicaSignals.NONE.with(kept, heard).with(newest, heard);
            assertThat(signals.throughput(heard).perSecond().orElseThrow()).isBetween(80.0, 120.0);
        }
    }

    /** That of somebody who lives some time ago. */
    private static Clock clock(AtomicReference<Duration> ago) {
        return new Clock() {
            @Override
            public long now() {
                return Clock.getDefault().now() - ago.get().toNanos();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }

    @Test
    void whoeverDoesNotKnowTheSecretIsNotHeard() throws IOException, InterruptedException {
        start(OTLP, Map.of(), "echo $OTEL_EXPORTER_OTLP_ENDPOINT; exec sleep 1000");
        String endpoint = lines(1).getFirst();
        String other = endpoint.substring(0, endpoint.length() - 1) + (endpoint.endsWith("0") ? "1" : "0");
        assertThat(post(other, 3)).isEqualTo(404);
        assertThat(post(other, 32 << 20)).isEqualTo(404);
        assertThat(post(endpoint, 32 << 20)).isEqualTo(413);
        assertThat(post(endpoint, 3)).isEqualTo(400);
        assertThat(post(endpoint, 0)).isEqualTo(200);
        Path key = home().resolve("signals").resolve("otlp.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        driver.kill(attempt(1));
        awaitEnd(1);
        assertThat(post(endpoint, 0)).isEqualTo(404);
    }

    private static int post(String endpoint, int bytes) throws IOException, InterruptedException {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) 0xff);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(endpoint + "/v1/metrics"))
                                    .header("Content-Type", "application/x-protobuf")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void aWorkerWithAnAddressOfItsOwnKeepsIt() {
        start(
                OTLP,
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://example.com", "OTEL_METRIC_EXPORT_INTERVAL", "7"),
                "echo $OTEL_EXPORTER_OTLP_ENDPOINT ${OTEL_TRACES_EXPORTER-unset} $OTEL_METRIC_EXPORT_INTERVAL; exec sleep 1000");
        assertThat(lines(1)).containsExactly("http://example.com unset 7");
    }

    @Test
    void aWorkerThatAsksForNothingIsToldNothing() {
        start(SignalSources.NONE, Map.of(), "env | grep -c -e OTEL -e METRICS_PORT; exec sleep 1000");
        assertThat(lines(1)).containsExactly("0");
        assertThat(home().resolve("signals")).doesNotExist();
    }

    @Test
    void whereThePortIsTakenThoseThatSendThereAreToldOf() throws IOException {
        start(OTLP, Map.of(), "echo $OTEL_EXPORTER_OTLP_ENDPOINT; exec sleep 1000");
        int port = URI.create(lines(1).getFirst()).getPort();
        driver.close();
        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(true);
            other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            openDriver();
            driver.recover();
            assertThat(news.nextNotice())
                    .isInstanceOfSatisfying(
                            Notice.SignalWarning.class,
                            warning -> assertThat(warning.what()).contains("the port " + port, "restart it"));
        }
    }
}
