package tireless.cli.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.linux.BootClock;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.reconcile.LocalEngine;
import tireless.runtime.process.Cgroups;
import tireless.runtime.process.ProcessDriver;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.testing.Workloads;

/**
 * Prints how long it takes to adopt living workers and dead ones: from the call of {@code recover} until all are adopted. Run by
 * {@code bench/adopt}.
 */
public final class AdoptionBench {
    private static final int ROUNDS = 5;
    private static final int PER_RESOURCE = 50;

    private AdoptionBench() {}

    /** @param arguments how many workers; 1,000 if it is not said */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        Path folder = Files.createTempDirectory("tireless-adoption");
        try {
            List<Revision> revisions = revisions(count);
            start(folder, revisions, count);
            List<Long> adoptions = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                adoptions.add(adopt(folder, revisions, count));
            }
            say("%d living workers adopted in %s ms".formatted(count, adoptions));
            end(folder, revisions);
            adoptions.clear();
            for (int round = 0; round < ROUNDS; round++) {
                adoptions.add(adopt(folder, revisions, 0));
            }
            say("%d stopped workers adopted in %s ms".formatted(count, adoptions));
        } finally {
            remove(folder);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static List<Revision> revisions(int count) {
        List<Revision> revisions = new ArrayList<>();
        for (int from = 0; from < count; from += PER_RESOURCE) {
            ResourceKey key = ResourceKey.worker("public", "sleeper-" + from);
            int replicas = Math.min(PER_RESOURCE, count - from);
            revisions.add(Workloads.revision(
                    key, "uid-" + from, 1, Workloads.worker(replicas, Workloads.run("sleep", "100000"))));
        }
        return revisions;
    }

    private static void start(Path folder, List<Revision> revisions, int count) throws InterruptedException {
        try (ProcessDriver driver = driver(folder);
                LocalEngine engine = engine(driver)) {
            engine.adopt(List.of());
            revisions.forEach(engine::accept);
            await(engine, statuses -> running(statuses) == count);
        }
    }

    private static long adopt(Path folder, List<Revision> revisions, int running) {
        List<Desired> desired = revisions.stream()
                .map(revision ->
                        running > 0 ? Desired.of(revision) : new Desired(revision, Power.STOPPED, OptionalInt.empty()))
                .toList();
        BootClock time = new BootClock();
        try (ProcessDriver driver = driver(folder);
                LocalEngine engine = engine(driver)) {
            Duration begun = time.now().sinceBoot();
            engine.adopt(desired);
            long millis = time.now().since(begun).toMillis();
            if (running(engine.statuses()) != running) {
                throw new IllegalStateException("not all were adopted: " + running(engine.statuses()));
            }
            return millis;
        }
    }

    private static void end(Path folder, List<Revision> revisions) throws InterruptedException {
        try (ProcessDriver driver = driver(folder);
                LocalEngine engine = engine(driver)) {
            engine.adopt(revisions.stream().map(Desired::of).toList());
            revisions.forEach(revision -> engine.stop(revision.key()));
            await(
                    engine,
                    statuses -> statuses.stream()
                            .allMatch(status -> status.observed().isEmpty()));
        }
    }

    private static long running(List<ResourceStatus> statuses) {
        return statuses.stream().mapToLong(ResourceStatus::running).sum();
    }

    private static void await(Engine engine, Predicate<List<ResourceStatus>> wanted) throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        try (var _ = engine.observe(_ -> {
            if (wanted.test(engine.statuses())) {
                seen.countDown();
            }
        })) {
            if (!wanted.test(engine.statuses()) && !seen.await(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("it does not come: " + engine.statuses());
            }
        }
    }

    static ProcessDriver driver(Path folder) {
        return new ProcessDriver(
                folder.resolve("home"),
                new BootClock(),
                new LogSettings(LogLimits.DEFAULT, folder.resolve("lib")),
                Map.of("PATH", "/usr/bin:/bin"),
                folder.resolve("s"),
                Cgroups.detect());
    }

    private static LocalEngine engine(ProcessDriver driver) {
        return new LocalEngine(driver, new BootClock(), new SplittableRandom(1), 4);
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
