package tireless.server;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import tireless.api.Api;
import tireless.api.ApplyRequest;
import tireless.api.BackupView;
import tireless.api.ServerView;
import tireless.api.SourceView;
import tireless.api.StopRequest;
import tireless.autoscale.ScalingState;
import tireless.control.Commands;
import tireless.control.Intake;
import tireless.control.Inventory;
import tireless.control.Quiet;
import tireless.control.Recorder;
import tireless.control.Watch;
import tireless.engine.Engine;
import tireless.linux.BootClock;
import tireless.model.ResourceKey;
import tireless.model.TimeSource;
import tireless.model.Uid;
import tireless.plan.Planner;
import tireless.reconcile.LocalEngine;
import tireless.runtime.SecretSource;
import tireless.runtime.VolumeSource;
import tireless.runtime.process.Cgroups;
import tireless.runtime.process.ProcessDriver;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.runtime.process.provision.Supply;
import tireless.secret.Vault;
import tireless.series.ObjectiveWatch;
import tireless.series.Sampler;
import tireless.series.SeriesArchive;
import tireless.stack.builtin.BuiltInStacks;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;

/** A control plane on a folder of its own, with real processes, behind a real server. Closing it leaves nothing running. */
final class Plane implements AutoCloseable {
    static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    static final String PULSE = Api.BASE + "/resources/worker/public/pulse";
    static final String OWN_STACK = Api.BASE + "/resources/stack/-/own";
    static final String DOOR = Api.BASE + "/resources/secret/public/door";

    final Path home;
    final Store store;
    final Engine engine;
    final ApiServer server;
    final BlockingQueue<StopRequest> stops = new LinkedBlockingQueue<>();
    final List<String> log = new CopyOnWriteArrayList<>();

    private final ProcessDriver driver;
    private final Recorder recorder;
    private final Watch watch;
    private final Sampler sampler;
    /** The names of the threads on which manifests were read. */
    final Set<String> readers = ConcurrentHashMap.newKeySet();

    /** How the scaling of every worker goes. */
    volatile ScalingState scaling = ScalingState.NONE;

    final ServerSettings settings;
    final Services services;

    private Plane(Path home, Store store, UnaryOperator<Engine> around, UnaryOperator<ServerSettings> change) {
        this.home = home;
        this.store = store;
        TimeSource time = new BootClock();
        Path sockets = Path.of("/tmp/tireless-test-" + ProcessHandle.current().pid());
        sockets.toFile().deleteOnExit();
        this.driver = new ProcessDriver(
                home,
                time,
                new LogSettings(LogLimits.DEFAULT, home.resolveSibling("libraries")),
                Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", "/nonexistent"),
                sockets,
                Cgroups.NONE,
                Duration.ofMillis(50),
                new Supply(SecretSource.NONE, volume -> volume(store, volume), List.of()));
        this.engine = around.apply(new LocalEngine(driver, time, new SplittableRandom(1), 4));
        List<Watch> told = new ArrayList<>();
        this.recorder = new Recorder(
                store,
                engine,
                time,
                key -> told.forEach(each -> each.changed(key)),
                refused -> log.add(refused.toString()));
        this.watch = new Watch(store, engine);
        told.add(watch);
        Vault vault =
                Vault.of(home, Optional.empty(), () -> !store.secrets().all().isEmpty());
        Commands commands = new Commands(
                store,
                vault,
                engine,
                new Planner(() -> new Uid(UUID.randomUUID().toString())),
                BuiltInStacks.resolver(InstantSource.system()),
                time,
                watch::changed);
        commands.begin();
        this.settings = change.apply(ServerSettings.on(Path.of("/tmp/tireless-api-" + home.hashCode() + ".sock")));
        SeriesArchive archive = new SeriesArchive(store.series());
        ObjectiveWatch objectives = new ObjectiveWatch(_ -> Optional.empty(), _ -> {});
        this.sampler = Sampler.begin(engine, archive, objectives, time, refused -> log.add(refused.toString()));
        Inventory inventory = new Inventory(store, engine, _ -> scaling, archive, objectives::states);
        ServerProcess process = new ServerProcess(
                "1.2.3",
                () -> new ServerView(
                        "1.2.3",
                        Api.VERSION,
                        17,
                        home.toString(),
                        Instant.EPOCH,
                        "nothing",
                        store.desired().size(),
                        0),
                stops::add,
                log::add,
                asked -> new BackupView(asked.file().orElse("/backups/new.db"), 17, 1, 2, 0));
        Intake intake = new Intake(
                BuiltInStacks.resolver(InstantSource.system()),
                () -> {
                    readers.add(Thread.currentThread().getName());
                    return store.desired().values();
                },
                () -> false);
        this.services = new Services(intake, commands, inventory, watch, engine, store, time, process);
        this.server = ApiServer.start(services, settings);
    }

    private static VolumeSource.Answer volume(Store store, ResourceKey volume) {
        return store.desired(volume).isPresent()
                ? new VolumeSource.Answer.Found(true, 1 << 30)
                : new VolumeSource.Answer.Missing("there is no " + volume);
    }

    static Plane open(Path home) {
        return open(home, settings -> settings);
    }

    static Plane open(Path home, UnaryOperator<ServerSettings> change) {
        return new Plane(home, new MemoryStore(), engine -> engine, change);
    }

    static Plane open(Path home, Store store, UnaryOperator<Engine> around) {
        return new Plane(home, store, around, settings -> settings);
    }

    Path socket() {
        return settings.socket();
    }

    Wire connect() {
        return Wire.to(socket());
    }

    /** One request on a connection of its own. */
    Wire.Reply ask(String method, String path, String body) {
        try (Wire wire = connect()) {
            return wire.exchange(method, path, body);
        }
    }

    Wire.Reply get(String path) {
        return ask("GET", path, "");
    }

    Wire.Reply post(String path, String body) {
        return ask("POST", path, body);
    }

    Wire.Reply apply(String manifest) {
        return post(Api.BASE + "/apply", request(manifest).form().write());
    }

    static ApplyRequest request(String manifest) {
        SortedMap<String, String> variables = new TreeMap<>();
        return new ApplyRequest(
                List.of(new SourceView("worker.yaml", "/", manifest)),
                variables,
                Optional.empty(),
                false,
                true,
                false,
                "ada",
                Map.of());
    }

    /** A worker that runs a shell script. */
    static String secret(String data) {
        return "name: door\nversion: v1\ntype: secret\nsecret: {type: key-value, acl: r, data: {%s}}\n".formatted(data);
    }

    static String worker(String name, int replicas, String script) {
        return """
                name: %s
                version: v1beta
                type: worker
                tags: [beat]
                worker:
                  replicas: %d
                  stack: process
                  stackSpec:
                    command: sh
                    arguments: [-c, '%s']
                  envs:
                    DB_PASSWORD: hunter2
                    HEADER: "Authorization: Bearer hunter2"
                    PLAIN: visible
                """.formatted(name, replicas, script.replace("'", "''"));
    }

    /** Ends it, and leaves what runs and what is stored to the next. */
    void leave() {
        server.close();
        sampler.close();
        watch.close();
        recorder.close();
        engine.close();
        driver.close();
    }

    @Override
    public void close() {
        server.close();
        sampler.close();
        boolean quiet = Quiet.stopAll(engine, Duration.ofSeconds(30));
        watch.close();
        recorder.close();
        engine.close();
        driver.close();
        store.close();
        if (!quiet) {
            throw new IllegalStateException("something still runs");
        }
    }
}
