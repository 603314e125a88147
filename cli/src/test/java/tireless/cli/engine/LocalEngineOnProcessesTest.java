package tireless.cli.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Engine;
import tireless.linux.BootClock;
import tireless.model.AttemptId;
import tireless.model.RunSpec;
import tireless.reconcile.LocalEngine;
import tireless.runtime.process.Cgroups;
import tireless.runtime.process.ProcessDriver;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.testing.Workloads;
import tireless.testing.engine.EnginePlace;
import tireless.testing.engine.UnitContract;

/** The local engine keeps the contract of engines, with real processes. */
class LocalEngineOnProcessesTest extends UnitContract {
    @TempDir
    Path folder;

    @Override
    protected EnginePlace place() {
        return new ProcessPlace(folder);
    }

    /** What a test is about, where that is not the local engine alone. */
    Engine around(LocalEngine local) {
        return local;
    }

    private final class ProcessPlace implements EnginePlace {
        private static final String READY = """
                use Socket; $| = 1; print "$ARGV[0]\\n";
                socket(my $s, PF_UNIX, SOCK_DGRAM, 0) or die; send($s, "READY=1", 0, sockaddr_un($ENV{NOTIFY_SOCKET})) or die $!;
                sleep 1000000;
                """;

        private final Path home;
        private final Path sockets;
        private ProcessDriver driver;

        ProcessPlace(Path folder) {
            this.home = folder.resolve("home");
            try {
                this.sockets = Files.createTempDirectory("tl");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Engine open() {
            if (driver != null) {
                driver.close();
            }
            BootClock time = new BootClock();
            driver = new ProcessDriver(
                    home,
                    time,
                    new LogSettings(LogLimits.DEFAULT, home.resolveSibling("libraries")),
                    Map.of("PATH", "/usr/bin:/bin"),
                    sockets,
                    Cgroups.detect());
            return around(new LocalEngine(driver, time, new SplittableRandom(1), 4));
        }

        @Override
        public RunSpec livesAfterWriting(String line) {
            return Workloads.run("perl", "-e", READY, line);
        }

        @Override
        public RunSpec endsAfterWriting(String line, int status) {
            return Workloads.run("/bin/sh", "-c", "echo \"$1\"; exit \"$2\"", "sh", line, Integer.toString(status));
        }

        @Override
        public void untilWritten(Duration pause) {
            String line = "next-delay-nanos " + pause.toNanos();
            long since = System.nanoTime();
            while (!settled().contains(line)) {
                if (System.nanoTime() - since > Duration.ofSeconds(30).toNanos()) {
                    throw new AssertionError("no line " + line + " in:\n" + settled());
                }
                LockSupport.parkNanos(1_000_000);
            }
        }

        private String settled() {
            try (Stream<Path> files = Files.walk(home.resolve("replicas"))) {
                StringBuilder all = new StringBuilder();
                for (Path file : files.filter(path -> path.endsWith("settled")).toList()) {
                    all.append(Files.readString(file));
                }
                return all.toString();
            } catch (IOException | UncheckedIOException moved) {
                // It is written anew in this moment.
                return "";
            }
        }

        @Override
        public void crash(Engine engine) {
            engine.statuses().stream()
                    .flatMap(status -> status.observed().stream())
                    .forEach(replica -> driver.kill(new AttemptId(replica.slot(), replica.attempt())));
        }

        @Override
        public void close() {
            try (Engine last = open()) {
                last.adopt(List.of());
                awaitNothing(last);
            }
            driver.close();
            try (Stream<Path> files = Files.walk(sockets)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void awaitNothing(Engine engine) {
            CountDownLatch gone = new CountDownLatch(1);
            try (var _ = engine.observe(_ -> {
                if (engine.statuses().isEmpty()) {
                    gone.countDown();
                }
            })) {
                if (!engine.statuses().isEmpty() && !gone.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("still there: " + engine.statuses());
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
