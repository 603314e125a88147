package tireless.cli.plane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tireless.cli.context.Context;
import tireless.control.Quiet;
import tireless.control.StoredPast;
import tireless.control.compute.EngineByCompute;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.linux.BootClock;
import tireless.model.AttemptId;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.reconcile.LocalEngine;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.container.ContainerSettings;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.runtime.process.provision.Supply;
import tireless.secret.StoredSecrets;
import tireless.secret.Vault;
import tireless.store.Retention;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;
import tireless.store.sqlite.SqliteStore;

/** The parts of one control plane on one home, put together. Closing it leaves what runs alone. */
public final class ControlPlane implements AutoCloseable {
    private final TimeSource time = new BootClock();
    private final Path home;
    private final Store store;
    private final Vault vault;
    private final RuntimeDriver driver;
    private final Engine local;
    private final EngineByCompute engine;

    /** The same, with containers run as they are where nothing is said of them. */
    public ControlPlane(Path home, Context context, Retention retention, LogLimits logs) {
        this(home, context, retention, logs, ContainerSettings.DEFAULT);
    }

    /**
     * Opens the store and the engine of a home.
     *
     * @param context the shell's variables and the account
     */
    public ControlPlane(Path home, Context context, Retention retention, LogLimits logs, ContainerSettings containers) {
        this(home, context, logs, containers, store(home, context, retention), Keys.OF_THE_HOME);
    }

    /** The same for a run: the key of its secrets is nowhere but in memory. */
    public static ControlPlane ofRun(Path home, Context context, Retention retention, LogLimits logs) {
        return new ControlPlane(
                home, context, logs, ContainerSettings.DEFAULT, store(home, context, retention), Keys.IN_MEMORY);
    }

    private enum Keys {
        OF_THE_HOME,
        IN_MEMORY
    }

    /** The same without what is stored, which can not be read: for {@link #endLeftovers} alone. */
    public static ControlPlane withoutStore(Path home, Context context, LogLimits logs) {
        return new ControlPlane(home, context, logs, ContainerSettings.DEFAULT, new MemoryStore(), Keys.IN_MEMORY);
    }

    private static Store store(Path home, Context context, Retention retention) {
        Path database = home.resolve("tireless.db");
        Path libraries = libraries(context.state());
        return home.equals(context.state())
                ? SqliteStore.open(database, libraries, retention)
                : SqliteStore.open(
                        database,
                        libraries,
                        retention,
                        "while nothing runs, the folder %s may be deleted".formatted(home));
    }

    private ControlPlane(
            Path home, Context context, LogLimits logs, ContainerSettings containers, Store store, Keys keys) {
        this.home = home;
        this.store = store;
        // Where a later part fails, nobody else could close the earlier ones.
        try {
            this.vault = switch (keys) {
                case OF_THE_HOME -> vault(home, context, store);
                case IN_MEMORY -> Vault.inMemory();
            };
            this.driver = Drivers.open(
                    home,
                    time,
                    new LogSettings(logs, libraries(context.state())),
                    context,
                    containers,
                    new Supply(
                            new StoredSecrets(store, vault),
                            new StoredVolumes(store),
                            Machine.memoryFolders(context.environment())));
        } catch (RuntimeException | Error failure) {
            store.close();
            throw failure;
        }
        int startsAtOnce = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        try {
            this.local = new LocalEngine(driver, time, RandomGenerator.getDefault(), startsAtOnce);
        } catch (RuntimeException | Error failure) {
            driver.close();
            store.close();
            throw failure;
        }
        Path clusters = home.resolve("clusters");
        this.engine = new EngineByCompute(
                local,
                new ClusterEngines(clusters.resolve("engines"), store, vault, time),
                new WhereaboutFiles(clusters.resolve("resources")),
                time,
                EngineByCompute.PAUSES);
    }

    /** That of a home, by the environment of this process. */
    public static Vault vault(Path home, Context context, Store store) {
        return Vault.of(
                home,
                Optional.ofNullable(context.environment().get(Vault.VARIABLE)),
                () -> !store.secrets().all().isEmpty());
    }

    /** The server and all runs share the native libraries of the store and of the logs. */
    private static Path libraries(Path state) {
        Path folder = state.resolve("lib");
        try {
            return Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw TirelessException.failed("cannot make %s: %s".formatted(folder, TirelessException.reason(e)), e);
        }
    }

    public TimeSource time() {
        return time;
    }

    public Store store() {
        return store;
    }

    public Vault vault() {
        return vault;
    }

    /** What keeps everything, on this machine and on clusters. */
    public Engine engine() {
        return engine;
    }

    /** Takes over what an earlier control plane left on this home, as stopped: it is ended, and its records are kept. */
    public void endLeftovers(Duration limit) {
        Map<ResourceKey, DesiredResource> known = store.desired();
        List<Desired> stopped = new ArrayList<>(Leftovers.of(home, time.now().boot(), known.keySet()));
        known.values().stream()
                .filter(resource -> resource.revision().runs())
                .forEach(resource -> stopped.add(new Desired(resource.revision(), Power.STOPPED, OptionalInt.empty())));
        engine.adopt(stopped, new Handover(new StoredPast(store), List.of(), List.of()));
        if (!Quiet.stopAll(engine, limit)) {
            throw TirelessException.failed("what an earlier run left behind does not end, even by SIGKILL: " + busy());
        }
    }

    /** Kills everything that runs on this machine, without its grace period. */
    public void killAll() {
        local.statuses().stream()
                .flatMap(status -> status.observed().stream())
                .filter(replica -> replica.attempt() > 0)
                .forEach(replica -> driver.kill(new AttemptId(replica.slot(), replica.attempt())));
    }

    private String busy() {
        return engine.statuses().stream()
                .flatMap(status -> status.observed().stream())
                .map(replica -> replica.slot().replica())
                .collect(Collectors.joining(", "));
    }

    /** Makes durable what was written to the journal; what is in the way of that, for people. */
    public Optional<String> record() {
        try {
            store.journal().flush();
            return Optional.empty();
        } catch (TirelessException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void close() {
        engine.close();
        driver.close();
        try {
            store.close();
        } catch (TirelessException refused) {
            // What could not be recorded was said by record(), and nothing more is written after it.
        }
    }
}
