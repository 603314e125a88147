package tireless.runtime.process.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.AttemptId;
import tireless.model.FileContent;
import tireless.model.Provisions;
import tireless.model.ResourceKey;
import tireless.model.RunSpec;
import tireless.model.SlotId;
import tireless.runtime.process.signal.PageWatch;
import tireless.signal.MetricsPage;
import tireless.testing.Workloads;
import tireless.throughput.BentoMetrics;
import tireless.throughput.Notification;

class MetricsWatchTest {
    private static final AttemptId ATTEMPT = new AttemptId(new SlotId(ResourceKey.worker("public", "users"), 0), 1);

    @TempDir
    Path folder;

    private static RunSpec run(String config) {
        return Workloads.run("bento")
                .withProvisions(new Provisions(
                        new TreeMap<>(Map.of("a.yaml", FileContent.ofText(config))), List.of(), List.of()));
    }

    @Test
    void aPortIsChosenWhereAConfigFileNamesItAndPutThere() throws IOException {
        AttemptPlace place = new AttemptPlace(folder);
        RunSpec plain = run("address: 127.0.0.1:80\n");
        assertThat(MetricPort.choose(plain, place)).isEmpty();
        assertThat(MetricPort.of(place)).isEmpty();
        RunSpec named = run("address: 127.0.0.1:${DATAOS_METRIC_PORT}\n");
        OptionalInt port = MetricPort.choose(named, place);
        assertThat(port.getAsInt()).isBetween(1024, 65535);
        assertThat(MetricPort.of(place)).isEqualTo(port);
        assertThat(MetricPort.in(named.provisions().configs().get("a.yaml"), port))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("address: 127.0.0.1:" + port.getAsInt() + "\n");
    }

    @Test
    void whatBentoCountsIsWhatAReplicaReports() {
        assertThat(BentoMetrics.numbers("""
                # HELP input_received Benthos Counter metric
                # TYPE input_received counter
                input_received{label="",path="root.input"} 12
                buffer_received{label="",path="root.buffer"} 12
                buffer_sent{label="",path="root.buffer"} 9
                output_sent{label="",path="root.output.broker.outputs.0"} 5
                output_sent{label="b } c",path="root.output.broker.outputs.1"} 1.25e+02
                output_error{label="",path="root.output"} 2
                processor_error{label="",path="root.pipeline.processors.0"} 1 1700000000000
                output_latency_ns{label="",path="root.output",quantile="0.5"} NaN
                """))
                .hasValue(new Notification.Numbers(
                        OptionalLong.of(130), OptionalLong.of(3), OptionalLong.of(3), OptionalLong.empty()));
        assertThat(BentoMetrics.numbers("jvm_threads 3\n")).isEmpty();
        assertThat(BentoMetrics.numbers("output_sent 0\n").orElseThrow().backlog())
                .isEmpty();
    }

    @Test
    void aPageThatIsTooLongIsUnknownAndSaidOnce() throws IOException, InterruptedException {
        LinkedBlockingQueue<Notification> told = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<String> warned = new LinkedBlockingQueue<>();
        CountDownLatch looks = new CountDownLatch(3);
        byte[] text = ("output_sent 7\n" + "#".repeat(4 << 20)).getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            looks.countDown();
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
        try (PageWatch watch = new PageWatch((_, numbers) -> told.add(numbers), (_, what) -> warned.add(what))) {
            int port = server.getAddress().getPort();
            watch.begin(ATTEMPT, new MetricsPage(port, "/metrics", Duration.ofMillis(5)), BentoMetrics::numbers);
            assertThat(warned.poll(30, TimeUnit.SECONDS)).contains("longer than 4 MiB");
            assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(warned).isEmpty();
            assertThat(told).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPageThatNobodyShowsForLongIsSaidOnce() throws IOException, InterruptedException {
        LinkedBlockingQueue<String> warned = new LinkedBlockingQueue<>();
        int port = MetricPort.choose(run("${DATAOS_METRIC_PORT}"), new AttemptPlace(folder))
                .orElseThrow();
        try (PageWatch watch = new PageWatch((_, _) -> {}, (_, what) -> warned.add(what))) {
            watch.begin(ATTEMPT, new MetricsPage(port, "/metrics", Duration.ofMillis(500)), BentoMetrics::numbers);
            assertThat(warned.poll(60, TimeUnit.SECONDS)).contains("port " + port, "can not be read", "unknown");
            assertThat(warned.poll(2, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void whatIsShownAtThePortIsToldUntilTheAttemptEnds() throws IOException, InterruptedException {
        AttemptPlace place = new AttemptPlace(folder);
        int port = MetricPort.choose(run("${DATAOS_METRIC_PORT}"), place).orElseThrow();
        LinkedBlockingQueue<Notification> told = new LinkedBlockingQueue<>();
        try (PageWatch watch = new PageWatch((_, numbers) -> told.add(numbers), (_, _) -> {})) {
            // Nobody answers yet, as while a replica starts.
            watch.begin(ATTEMPT, new MetricsPage(port, "/metrics", Duration.ofMillis(20)), BentoMetrics::numbers);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/metrics", exchange -> {
                byte[] text = "output_sent 7\n".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
                exchange.close();
            });
            server.start();
            try {
                Notification first = told.poll(30, TimeUnit.SECONDS);
                assertThat(first).isNotNull();
                assertThat(first.processed()).hasValue(7);
                assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
                watch.end(ATTEMPT);
                told.clear();
                assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
            } finally {
                server.stop(0);
            }
        }
    }
}
