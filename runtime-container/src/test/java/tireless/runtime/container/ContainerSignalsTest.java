package tireless.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.SignalSources;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.runtime.process.Cgroups;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;
import tireless.throughput.Notification;

/** What workers in containers count is heard as of any other. */
@Tag("slow")
class ContainerSignalsTest extends RuntimeFixture {
    private static final String FOREVER = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

    @Override
    protected RuntimeDriver open(Path home) {
        return TestEngine.open(home, ContainerSettings.DEFAULT, Cgroups.detect());
    }

    @Override
    protected RunSpec run(Map<String, String> environment, String... command) {
        return TestEngine.run(environment, List.of(command));
    }

    @AfterEach
    void end() {
        driver.kill(attempt(1));
        awaitEnd(1);
    }

    private void start(SignalSources signals, Map<String, String> environment, String script) {
        RunSpec run = run(environment, "/bin/sh", "-c", script).withProvisions(Provisions.of(signals));
        assertThat(start(1, run)).isInstanceOf(StartResult.Started.class);
    }

    private Notification until(Predicate<Notification> fits) {
        return Stream.generate(news::nextNotification).filter(fits).findFirst().orElseThrow();
    }

    private static SignalSources sources(
            Optional<SignalSources.Scrape> scrape, boolean otlp, Optional<String> pattern) {
        return new SignalSources(scrape, otlp, pattern, SignalSources.Names.DEFAULT);
    }

    @Test
    void linesOfItsLogAreItems() {
        start(
                sources(Optional.empty(), false, Optional.of("^done ")),
                Map.of(),
                "echo hello; for i in 1 2 3 4 5; do echo done $i; done; " + FOREVER);
        assertThat(until(said -> said.processed().orElse(0) == 5).errors()).isEmpty();
    }

    @Test
    void itsPageIsReadAtAPortOfItsOwn() {
        SignalSources.Scrape scrape = new SignalSources.Scrape(OptionalInt.empty(), "/numbers", Duration.ofMillis(100));
        start(
                sources(Optional.of(scrape), false, Optional.empty()),
                Map.of(),
                "mkdir /tmp/page; echo 'tireless_backlog 12' >/tmp/page/numbers;"
                        + " httpd -p 127.0.0.1:$TIRELESS_METRICS_PORT -h /tmp/page; "
                        + FOREVER);
        assertThat(until(said -> said.backlog().isPresent()).backlog()).hasValue(12);
    }

    @Test
    void itIsToldWhereItsMetricsGoAndItsOwnWordHolds() throws Exception {
        start(
                sources(Optional.empty(), true, Optional.empty()),
                Map.of("OTEL_METRIC_EXPORT_INTERVAL", "5000"),
                "echo $OTEL_EXPORTER_OTLP_ENDPOINT $OTEL_METRIC_EXPORT_INTERVAL $OTEL_METRICS_EXPORTER; " + FOREVER);
        List<String> words;
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            words = List.of(log.next().split(" ", -1));
        }
        assertThat(words.subList(1, 3)).containsExactly("5000", "otlp");
        HttpURLConnection export = (HttpURLConnection)
                URI.create(words.getFirst() + "/v1/metrics").toURL().openConnection();
        export.setRequestProperty("Content-Type", "application/x-protobuf");
        export.setDoOutput(true);
        export.getOutputStream().close();
        assertThat(export.getResponseCode()).isEqualTo(200);
    }
}
