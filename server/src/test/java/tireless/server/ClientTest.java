package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.EventView;
import tireless.api.LogLine;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.StopRequest;
import tireless.client.ApiClient;
import tireless.client.ApplyResult;
import tireless.client.Filter;
import tireless.client.Logs;
import tireless.client.ServerAddress;
import tireless.client.Watch;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;

/** The client of the command line and the server understand each other. */
@Timeout(120)
class ClientTest {
    private static final ResourceRef PULSE = new ResourceRef("worker", "public", "pulse");

    @TempDir
    private Path folder;

    private Plane plane;
    private ApiClient client;

    @BeforeEach
    void open() {
        plane = Plane.open(folder.resolve("home"));
        client = new ApiClient(new ServerAddress(plane.home, plane.socket()), Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private void apply(int replicas, String script) {
        assertThat(client.apply(Plane.request(Plane.worker("pulse", replicas, script))))
                .isInstanceOfSatisfying(
                        ApplyResult.Answered.class,
                        answered -> assertThat(answered.reply().applied()).isTrue());
    }

    @Test
    void everyCommandIsUnderstood() throws InterruptedException {
        assertThat(client.plan(Plane.request(Plane.worker("pulse", 1, "exec sleep 1000")))
                        .changes())
                .hasSize(1);
        apply(1, "exec sleep 1000");
        assertThat(client.server().version()).isEqualTo("1.2.3");
        assertThat(client.resources(Filter.ALL))
                .extracting(view -> view.resource().name())
                .contains("pulse");
        assertThat(client.resource(PULSE).replicas()).isEqualTo(1);
        assertThat(client.describe(PULSE, 3).fields()).containsKey("run.command");
        assertThat(client.scale(PULSE, 0).replicas()).isZero();
        assertThat(client.pause(PULSE).runtime()).isEqualTo("paused");
        assertThat(client.stop(PULSE).runtime()).isEqualTo("stopped");
        assertThat(client.resume(PULSE).runtime()).isEqualTo("running:0");
        client.restart(PULSE);
        apply(1, "exec sleep 2000");
        assertThat(client.history(PULSE)).hasSize(2);
        assertThat(client.diff(PULSE, OptionalInt.empty(), OptionalInt.empty())).isNotEmpty();
        assertThat(client.rollback(PULSE, OptionalInt.empty(), true).getFirst().resource())
                .isEqualTo(PULSE);
        assertThat(client.events(PULSE, 5_000)).isNotEmpty();
        assertThat(client.events(3)).hasSize(3);
        assertThat(client.delete(List.of(PULSE), false, true)).hasSize(1);
        client.stopServer(true);
        assertThat(plane.stops.poll(30, TimeUnit.SECONDS)).isEqualTo(new StopRequest(true));
    }

    @Test
    void refusalsAreUnderstood() {
        apply(0, "exec sleep 1000");

        assertThat(client.apply(Plane.request(Plane.worker("pulse", 1, "exec sleep 1000"))
                        .withSeen(Map.of("worker/public/pulse", 99L))))
                .isInstanceOf(ApplyResult.Stale.class);
        assertThat(client.apply(Plane.request("type: worker")))
                .isInstanceOfSatisfying(
                        ApplyResult.Answered.class,
                        answered -> assertThat(answered.reply().problems()).isNotEmpty());
        assertThatThrownBy(() -> client.resource(new ResourceRef("worker", "public", "nobody")))
                .isInstanceOfSatisfying(
                        TirelessException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.NOT_FOUND));
        assertThatThrownBy(() -> client.undelete(PULSE, OptionalInt.empty(), false))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("was not deleted");
    }

    @Test
    void logsAreReadToTheirEndAndFollowed() throws InterruptedException {
        apply(1, "seq 3000; exec sleep 1000");
        AtomicInteger written = new AtomicInteger();
        while (written.get() < 3000) {
            written.set(0);
            client.logs(PULSE, Optional.empty()).show(Logs.Start.last(5_000), _ -> written.incrementAndGet());
        }
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (Logs logs = client.logs(PULSE, Optional.of("pulse-0"))) {
            Thread.ofVirtual()
                    .start(() -> logs.follow(Logs.Start.last(5_000), Instant.EPOCH, new Logs.Reader() {
                        @Override
                        public void line(LogLine line) {
                            lines.add(line.text());
                        }

                        @Override
                        public void lost(String why) {}

                        @Override
                        public void back() {}
                    }));
            for (int i = 1; i <= 3000; i++) {
                assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo(Integer.toString(i));
            }
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void aWatchHearsWhatHappens() throws InterruptedException {
        apply(0, "exec sleep 1000");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Watch watch = client.watch(Filter.ALL, OptionalLong.empty())) {
            Thread.ofVirtual()
                    .start(() -> watch.run(new Watch.Observer() {
                        @Override
                        public void happened(EventView event) {
                            heard.add(event.text());
                        }

                        @Override
                        public void changed(ResourceView resource) {
                            heard.add(resource.runtime());
                        }

                        @Override
                        public void gone(ResourceRef resource) {}

                        @Override
                        public void lost(String why) {}

                        @Override
                        public void back() {}
                    }));
            for (String told = "";
                    !told.equals("paused");
                    told = String.valueOf(heard.poll(100, TimeUnit.MILLISECONDS))) {
                client.resume(PULSE);
                client.pause(PULSE);
            }
        }
    }
}
