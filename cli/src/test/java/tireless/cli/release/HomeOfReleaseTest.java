package tireless.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.control.Commands;
import tireless.linux.BootClock;
import tireless.linux.Fifo;
import tireless.model.Now;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceType;
import tireless.model.Uid;
import tireless.plan.DesiredResource;
import tireless.plan.Planner;
import tireless.reconcile.LocalEngine;
import tireless.runtime.process.Cgroups;
import tireless.runtime.process.ProcessDriver;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.secret.Vault;
import tireless.stack.builtin.BuiltInStacks;
import tireless.store.Retention;
import tireless.store.Store;
import tireless.store.sqlite.SqliteStore;

/**
 * Homes as each release has written them, one folder of resources each, made by {@code make} beside them. Its workers are started by
 * that release's keeper with that release's orders; then this build takes the home over: nothing is restarted, nothing is forgotten.
 */
class HomeOfReleaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path sockets;
    private final List<Process> keepers = new ArrayList<>();

    static Stream<String> releases() throws IOException, URISyntaxException {
        URL make = Objects.requireNonNull(HomeOfReleaseTest.class.getResource("make"));
        try (Stream<Path> entries = Files.list(Path.of(make.toURI()).getParent())) {
            return entries.filter(Files::isDirectory).map(Path::toString).sorted().toList().stream();
        }
    }

    @AfterEach
    void end() throws IOException {
        for (Process keeper : keepers) {
            keeper.descendants().forEach(ProcessHandle::destroyForcibly);
            keeper.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(sockets)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Begins the life of a home: its files, and its workers. Their pids, by the names of their replicas. */
    private Map<String, Long> begin(Path release, Path home) throws Exception {
        sockets = Files.createTempDirectory("tl");
        copy(release, home);
        Map<String, Long> pids = new TreeMap<>();
        for (Path order : ordersOf(release)) {
            Path attempt =
                    home.resolve("replicas").resolve(release.resolve("orders").relativize(order));
            Files.createFile(attempt.resolve("log"));
            Fifo.make(attempt.resolve("alive"));
            Now now = new BootClock().now();
            Path record = attempt.resolve("record");
            Files.writeString(
                    record,
                    Files.readString(record)
                            .replaceFirst("(?m)^boot .*$", "boot " + now.boot())
                            .replaceFirst(
                                    "(?m)^started-at-nanos .*$",
                                    "started-at-nanos " + now.sinceBoot().toNanos()));
            keep(home, order);
            pids.put(replica(attempt), pid(attempt.resolve("pid")));
        }
        return pids;
    }

    private static List<Path> ordersOf(Path release) throws IOException {
        try (Stream<Path> files = Files.walk(release.resolve("orders"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(Path release, Path home) throws IOException {
        try (Stream<Path> files = Files.walk(release)) {
            for (Path file : files.toList()) {
                if (!file.startsWith(release.resolve("orders"))) {
                    Files.copy(file, home.resolve(release.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private void keep(Path home, Path order) throws Exception {
        Path script;
        try (Stream<Path> files = Files.list(home)) {
            script = files.filter(file -> file.getFileName().toString().startsWith("keeper-"))
                    .findFirst()
                    .orElseThrow();
        }
        ProcessBuilder builder = new ProcessBuilder("setsid", "/bin/sh", script.toString());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        Process keeper = builder.start();
        keepers.add(keeper);
        String text = Files.readString(order)
                .replace("@HOME@", home.toString())
                .replace("@HOME_ID@", id(home))
                .replace("@SOCKETS@", sockets.toString());
        try (OutputStream orders = keeper.getOutputStream()) {
            orders.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String id(Path home) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(home.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, 12);
    }

    private static String replica(Path attempt) {
        Path slot = attempt.getParent();
        return slot.getParent().getFileName() + "-" + slot.getFileName();
    }

    private static long pid(Path file) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            while (!Files.exists(file) || !Files.readString(file).endsWith(".\n")) {
                Thread.onSpinWait();
            }
            return Long.parseLong(Files.readString(file).split(" ", -1)[1]);
        });
    }

    @ParameterizedTest
    @MethodSource("releases")
    void isTakenOverWithAllThatRunsAndAllThatIsDesired(String release) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home")).toRealPath();
        Map<String, Long> pids = begin(Path.of(release), home);
        assertThat(pids).hasSize(3);
        assertThat(takeOver(home, pids)).isEqualTo(pids);
        // And once more, as after a restart of the server.
        assertThat(takeOver(home, pids)).isEqualTo(pids);
        endAll(home, pids);
    }

    private interface Use {
        void use(Store store, LocalEngine engine) throws Exception;
    }

    /** As a server puts them together. */
    private void open(Path home, Use use) throws Exception {
        BootClock time = new BootClock();
        Path libraries = Files.createDirectories(folder.resolve("lib"));
        try (Store store = SqliteStore.open(home.resolve("tireless.db"), libraries, Retention.DEFAULT);
                ProcessDriver driver = new ProcessDriver(
                        home,
                        time,
                        new LogSettings(LogLimits.DEFAULT, libraries),
                        Map.of("PATH", "/usr/bin:/bin"),
                        sockets,
                        Cgroups.detect());
                LocalEngine engine = new LocalEngine(driver, time, new SplittableRandom(1), 4)) {
            new Commands(
                            store,
                            Vault.inMemory(),
                            engine,
                            new Planner(() -> new Uid("new")),
                            BuiltInStacks.resolver(InstantSource.system()),
                            time,
                            _ -> {})
                    .begin();
            use.use(store, engine);
        }
    }

    private Map<String, Long> takeOver(Path home, Map<String, Long> pids) throws Exception {
        Map<String, Long> adopted = new TreeMap<>();
        open(home, (store, engine) -> {
            assertThat(store.desired().values().stream()
                            .filter(desired -> desired.key().type() != ResourceType.WORKSPACE)
                            .map(HomeOfReleaseTest::line))
                    .containsExactlyInAnyOrder(
                            "SERVICE:web 1 ON " + OptionalInt.empty(),
                            "WORKER:one 1 ON " + OptionalInt.empty(),
                            "WORKER:two 1 ON " + OptionalInt.empty());
            for (ReplicaStatus replica : replicas(engine)) {
                assertThat(replica.attempt()).isEqualTo(1);
                assertThat(replica.restarts()).isZero();
                assertThat(replica.phase()).isInstanceOf(Phase.Running.class);
                adopted.put(replica.slot().replica(), ((Phase.Running) replica.phase()).pid());
            }
            assertThat(pids.values()).allMatch(pid -> ProcessHandle.of(pid).isPresent());
        });
        return adopted;
    }

    private static String line(DesiredResource desired) {
        return "%s:%s %d %s %s"
                .formatted(
                        desired.key().type(),
                        desired.key().name(),
                        desired.revision().number(),
                        desired.power(),
                        desired.scaledTo());
    }

    private static List<ReplicaStatus> replicas(LocalEngine engine) {
        return engine.statuses().stream()
                .flatMap(status -> status.observed().stream())
                .toList();
    }

    /** They are as any other: all that comes of them ends by a stop, and their ends are known. */
    private void endAll(Path home, Map<String, Long> pids) throws Exception {
        open(home, (store, engine) -> {
            CountDownLatch ended = new CountDownLatch(1);
            try (var _ = engine.observe(_ -> {
                if (replicas(engine).isEmpty()) {
                    ended.countDown();
                }
            })) {
                store.desired().values().stream()
                        .filter(desired -> desired.key().type() == ResourceType.WORKER && desired.power() == Power.ON)
                        .forEach(desired -> engine.stop(desired.key()));
                assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("%s", engine.statuses())
                        .isTrue();
            }
        });
        String token = id(home) + "/public/worker/";
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> environment(process).contains(token)))
                .isEmpty();
        assertThat(pids.values()).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"));
        } catch (IOException goneOrForeign) {
            return "";
        }
    }
}
