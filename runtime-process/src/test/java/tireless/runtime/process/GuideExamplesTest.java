package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.SignalSources;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.testing.runtime.RuntimeFixture;
import tireless.throughput.Notification;

/** The programs of the guide about throughput do what it says, as they stand there. */
@Tag("slow")
class GuideExamplesTest extends RuntimeFixture {
    private static final Path GUIDE = Path.of("..", "docs", "guide", "throughput.md");

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    /** The first program of that language in the guide. */
    private static String example(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(GUIDE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private void start(SignalSources signals, String... command) {
        RunSpec run =
                run(Map.of(), command).withProvisions(new Provisions(new TreeMap<>(), List.of(), List.of(), signals));
        assertThat(start(1, run)).isInstanceOf(StartResult.Started.class);
    }

    private void awaitProcessed(long items) {
        Notification said = news.nextNotification();
        while (said.processed().orElse(0) < items) {
            said = news.nextNotification();
        }
    }

    @Test
    void aJavaProgramCountsByOpenTelemetry() throws IOException {
        Path program = folder.resolve("Worker.java");
        Files.writeString(program, """
                import io.opentelemetry.api.GlobalOpenTelemetry;
                import io.opentelemetry.api.metrics.LongCounter;
                import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
                import java.util.concurrent.locks.LockSupport;

                class Worker {
                    static void work() {
                        LockSupport.parkNanos(20_000_000);
                    }

                    public static void main(String[] arguments) {
                        AutoConfiguredOpenTelemetrySdk.initialize();
                        %s
                    }
                }
                """.formatted(example("java")));
        start(
                new SignalSources(Optional.empty(), true, Optional.empty(), SignalSources.Names.DEFAULT),
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                program.toString());
        awaitProcessed(20);
    }

    /** Needs Go, and the modules of Prometheus where Go can get them. */
    @Test
    void aGoProgramShowsAPageOfPrometheus() throws IOException, InterruptedException {
        Path program = Files.createDirectory(folder.resolve("consumer"));
        Files.writeString(program.resolve("main.go"), """
                package main

                import (
                	"net/http"
                	"os"
                	"time"

                	"github.com/prometheus/client_golang/prometheus"
                	"github.com/prometheus/client_golang/prometheus/promauto"
                	"github.com/prometheus/client_golang/prometheus/promhttp"
                )

                func work(time.Time) {}

                func main() {
                	queue := time.Tick(20 * time.Millisecond)
                %s}
                """.formatted(example("go")));
        assumeTrue(goes(program, "mod", "init", "consumer"), "no go (https://go.dev/dl)");
        assumeTrue(goes(program, "mod", "tidy"), "go can not get the modules of Prometheus");
        assertThat(goes(program, "build", "-o", "consumer", ".")).isTrue();
        SignalSources.Scrape page = new SignalSources.Scrape(OptionalInt.empty(), "/metrics", Duration.ofMillis(200));
        SignalSources.Names names =
                new SignalSources.Names("jobs_done_total", "errors", "jobs_waiting", "inflight", "latency");
        start(
                new SignalSources(Optional.of(page), false, Optional.empty(), names),
                program.resolve("consumer").toString());
        awaitProcessed(20);
    }

    private boolean goes(Path program, String... words) throws InterruptedException {
        try {
            Process go = new ProcessBuilder(
                            Stream.concat(Stream.of("go"), Stream.of(words)).toList())
                    .directory(program.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("go.log").toFile())
                    .start();
            return go.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
