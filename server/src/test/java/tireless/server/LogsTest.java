package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Description;
import tireless.api.LogLine;
import tireless.engine.Engine;
import tireless.engine.LogSubscription;
import tireless.engine.ReplicaLine;
import tireless.engine.UnreadOutput;
import tireless.json.Form;
import tireless.model.TirelessException;
import tireless.store.memory.MemoryStore;

/** What replicas write, on its way to clients that read, read slowly, or go. */
@Timeout(120)
class LogsTest {
    private static final String LOGS = Plane.PULSE + "/logs";

    @TempDir
    private Path folder;

    private static String text(String line) {
        return LogLine.read(Form.read(line)).text();
    }

    @Test
    void aFollowedLogEndsWithTheResourceAndItsLastLine() {
        try (Plane plane = Plane.open(folder.resolve("home"));
                Wire wire = plane.connect()) {
            plane.apply(Plane.worker(
                    "pulse", 1, "trap \"echo last; exit 0\" TERM; echo first; while :; do sleep 0.05; done"));
            wire.send(Wire.request("GET", LOGS + "?follow=true", ""));
            assertThat(wire.head().status()).isEqualTo(200);
            assertThat(text(wire.chunk())).isEqualTo("first");

            plane.ask("DELETE", Plane.PULSE, "");

            StringBuilder rest = new StringBuilder();
            for (String piece = wire.chunk(); !piece.isEmpty(); piece = wire.chunk()) {
                rest.append(piece);
            }
            assertThat(rest.toString().lines().map(LogsTest::text)).containsExactly("last");
        }
    }

    @Test
    void whatIsDescribedDoesNotHangOnOutputThatCanNotBeRead() {
        try (Plane plane = Plane.open(folder.resolve("home"), new MemoryStore(), LogsTest::unreadable)) {
            plane.apply(Plane.worker("pulse", 1, "echo first; exec sleep 1000"));

            assertThat(plane.get(LOGS).body()).contains("the cluster does not answer");
            Description description = Description.read(
                    Form.read(plane.get(Plane.PULSE + "/describe").body()));

            assertThat(description.fields()).containsKey("stack");
            assertThat(description.lastLines()).isEmpty();
        }
    }

    @Test
    void theEngineIsToldWhenAClientGoes() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (Plane plane = Plane.open(folder.resolve("home"), new MemoryStore(), engine -> closing(engine, closed))) {
            plane.apply(Plane.worker("pulse", 1, "echo first; exec sleep 1000"));
            try (Wire wire = plane.connect()) {
                wire.send(Wire.request("GET", LOGS + "?follow=true", ""));
                wire.head();
                assertThat(text(wire.chunk())).isEqualTo("first");
                assertThat(closed.getCount()).isEqualTo(1);
            }

            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theEngineIsToldWhenAClientGoesThatReadsNothing() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (Plane plane = Plane.open(folder.resolve("home"), new MemoryStore(), engine -> closing(engine, closed))) {
            plane.apply(Plane.worker(
                    "pulse", 1, "yes 0123456789012345678901234567890123456789 | head -n 200000; exec sleep 1000"));
            try (Wire wire = plane.connect()) {
                wire.send(Wire.request("GET", LOGS + "?follow=true", ""));
                wire.head();
                wire.chunk();
            }

            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoReadsNothingHoldsUpTheWriterAndFillsNoMemory() throws InterruptedException {
        AtomicLong written = new AtomicLong();
        ReplicaLine line = new ReplicaLine("pulse-0", "x".repeat(1_000), "1.0.0");
        try (Plane plane =
                Plane.open(folder.resolve("home"), new MemoryStore(), engine -> writing(engine, line, written))) {
            plane.apply(Plane.worker("pulse", 0, "exec sleep 1000"));
            try (Wire wire = plane.connect()) {
                wire.send(Wire.request("GET", LOGS + "?follow=true", ""));
                wire.head();
                long before = -1;
                for (int same = 0; same < 50; same = written.get() == before ? same + 1 : 0) {
                    before = written.get();
                    plane.get("/healthz");
                }
                assertThat(written.get()).isBetween(1L, 2_000L);

                for (int read = 0; read < 10 << 20; read += wire.chunk().length()) {
                    // Who reads on gets more.
                }
                assertThat(written.get()).isGreaterThan(9_000);
            }
        }
    }

    /** An engine whose log has no end. */
    private static Engine writing(Engine engine, ReplicaLine line, AtomicLong written) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (_, called, arguments) -> {
                    if (!called.getName().equals("logs")) {
                        return called.invoke(engine, arguments);
                    }
                    @SuppressWarnings("unchecked")
                    Consumer<ReplicaLine> reader = (Consumer<ReplicaLine>) arguments[2];
                    AtomicBoolean closed = new AtomicBoolean();
                    Thread.ofVirtual().start(() -> {
                        for (; !closed.get() && written.get() < 1_000_000; written.incrementAndGet()) {
                            reader.accept(line);
                        }
                    });
                    return new LogSubscription() {
                        @Override
                        public List<UnreadOutput> drain(Duration patience) {
                            return List.of();
                        }

                        @Override
                        public void whenFailed(Consumer<UncheckedIOException> told) {}

                        @Override
                        public void close() {
                            closed.set(true);
                        }
                    };
                });
    }

    private static Engine unreadable(Engine engine) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (_, called, arguments) -> {
                    if (called.getName().equals("logs")) {
                        throw TirelessException.failed("the cluster does not answer");
                    }
                    return called.invoke(engine, arguments);
                });
    }

    private static Engine closing(Engine engine, CountDownLatch closed) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (_, called, arguments) -> {
                    Object result = called.invoke(engine, arguments);
                    return result instanceof LogSubscription logs ? new Counted(logs, closed) : result;
                });
    }

    /** Tells that it was closed. */
    private record Counted(LogSubscription logs, CountDownLatch closed) implements LogSubscription {
        @Override
        public List<UnreadOutput> drain(Duration patience) {
            return logs.drain(patience);
        }

        @Override
        public void whenFailed(Consumer<UncheckedIOException> told) {
            logs.whenFailed(told);
        }

        @Override
        public void close() {
            logs.close();
            closed.countDown();
        }
    }

    @Test
    void aFollowedLogThatCanNotBeReadOnEndsWithTheReason() {
        CompletableFuture<UncheckedIOException> failure = new CompletableFuture<>();
        try (Plane plane = Plane.open(folder.resolve("home"), new MemoryStore(), engine -> failing(engine, failure));
                Wire wire = plane.connect()) {
            plane.apply(Plane.worker("pulse", 1, "echo first; exec sleep 1000"));
            wire.send(Wire.request("GET", LOGS + "?follow=true", ""));
            wire.head();
            assertThat(text(wire.chunk())).isEqualTo("first");

            failure.complete(new UncheckedIOException("it is damaged", new IOException("damaged")));

            Form last = Form.read(wire.chunk());
            assertThat(last.form("error").text("message")).startsWith("it is damaged; ");
            assertThat(last.form("error").flag("retryable")).isFalse();
            assertThat(wire.chunk()).isEmpty();
        }
    }

    private static Engine failing(Engine engine, CompletableFuture<UncheckedIOException> failure) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (_, called, arguments) -> {
                    Object result = called.invoke(engine, arguments);
                    return result instanceof LogSubscription logs ? new Failing(logs, failure) : result;
                });
    }

    /** Fails when it is told to. */
    private record Failing(LogSubscription logs, CompletableFuture<UncheckedIOException> failure)
            implements LogSubscription {
        @Override
        public List<UnreadOutput> drain(Duration patience) {
            return logs.drain(patience);
        }

        @Override
        public void whenFailed(Consumer<UncheckedIOException> told) {
            var _ = failure.thenAccept(told);
        }

        @Override
        public void close() {
            logs.close();
        }
    }

    @Test
    void aSlowReaderGetsEveryLineInOrder() {
        int count = 200_000;
        try (Plane plane = Plane.open(folder.resolve("home"));
                Wire wire = plane.connect()) {
            plane.apply(Plane.worker("pulse", 1, "seq " + count + "; exec sleep 1000"));
            wire.send(Wire.request("GET", LOGS + "?follow=true&back=" + count, ""));
            wire.head();

            int expected = 1;
            StringBuilder left = new StringBuilder();
            while (expected <= count) {
                left.append(wire.chunk());
                int begin = 0;
                for (int end = left.indexOf("\n"); end >= 0; end = left.indexOf("\n", begin)) {
                    assertThat(text(left.substring(begin, end))).isEqualTo(Integer.toString(expected++));
                    begin = end + 1;
                }
                left.delete(0, begin);
            }
            String all = plane.get(LOGS + "?back=2147483647").body();
            assertThat(all.lines().count()).isEqualTo(count);
        }
    }

    @Test
    void linesAreAskedForBehindALineAndSinceATime() {
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            plane.apply(Plane.worker("pulse", 1, "seq 1 1000; exec sleep 1000"));
            List<LogLine> lines = List.of();
            while (lines.size() < 1000) {
                lines = lines(plane, "?since=1970-01-01T00:00:00Z");
            }
            String position = lines.get(989).position().orElseThrow();
            assertThat(lines(plane, "?after=pulse-0@" + position)).isEqualTo(lines.subList(990, 1000));
            assertThat(lines(plane, "?since=1970-01-01T00:00:00Z&back=3")).isEqualTo(lines.subList(997, 1000));
            assertThat(lines(plane, "?since=" + Instant.now())).isEmpty();
            assertThat(plane.get(LOGS + "?since=yesterday").status()).isEqualTo(400);
            assertThat(plane.get(LOGS + "?after=12").body()).contains("pulse-0@12.0.3456");
            assertThat(plane.get(LOGS + "?after=pulse-0@12").body()).contains("not `pulse-0@12`");
        }
    }

    private static List<LogLine> lines(Plane plane, String query) {
        Wire.Reply reply = plane.get(LOGS + query);
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().lines().map(line -> LogLine.read(Form.read(line))).toList();
    }

    @Test
    void whatRunsNotHasNoLog() {
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            Wire.Reply reply = plane.get("/api/v1/resources/workspace/-/public/logs");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("nothing runs of workspace");
            assertThat(plane.get(LOGS).status()).isEqualTo(404);
        }
    }
}
