package tireless.cli.server;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tireless.api.Api;
import tireless.api.ServerView;
import tireless.api.StopRequest;
import tireless.cli.context.Context;
import tireless.cli.context.Manifests;
import tireless.cli.context.Version;
import tireless.cli.plane.BackupSchedule;
import tireless.cli.plane.Backups;
import tireless.cli.plane.ControlPlane;
import tireless.cli.plane.Expectations;
import tireless.cli.plane.Machine;
import tireless.cli.plane.Notifications;
import tireless.control.Commands;
import tireless.control.Intake;
import tireless.control.Inventory;
import tireless.control.Quiet;
import tireless.control.Recorder;
import tireless.control.Watch;
import tireless.engine.Engine;
import tireless.model.Event;
import tireless.model.ResourceStatus;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.plan.DesiredResource;
import tireless.plan.Planner;
import tireless.series.ObjectiveWatch;
import tireless.series.Sampler;
import tireless.series.SeriesArchive;
import tireless.server.ApiServer;
import tireless.server.ServerProcess;
import tireless.server.ServerSettings;
import tireless.server.Services;
import tireless.stack.WorkloadResolver;
import tireless.store.Store;
import tireless.store.sqlite.Restore;

/** The parts of a server, put together. Closing it leaves what runs alone. */
final class Server implements AutoCloseable {
    /** Beyond the longest grace period: for SIGKILL, and for the kernel to be done with it. */
    private static final Duration AFTER_GRACE = Duration.ofSeconds(30);

    /** Where the store can not say it. */
    private static final Duration UNKNOWN_GRACE = Duration.ofMinutes(30);

    private final ControlPlane plane;
    private final WorkloadResolver resolver;
    private final Backups backups;
    private final ServerLog log;
    private final List<String> remarks = new ArrayList<>();
    /** What is closed first is first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Server(ControlPlane plane, WorkloadResolver resolver, Backups backups, ServerLog log) {
        this.plane = plane;
        this.resolver = resolver;
        this.backups = backups;
        this.log = log;
        parts.push(plane);
    }

    /**
     * Opens everything, takes over what an earlier server left, and listens.
     *
     * @param keptBy what brings this process back, for people
     * @param stop called when a client asks the server to end
     */
    static Server start(
            ServerHome home,
            Context context,
            ServerConfig config,
            ServerLog log,
            Supplier<String> keptBy,
            Consumer<StopRequest> stop) {
        ServerSettings settings =
                new ServerListen(home, config).settings(Machine.socketFolder(context.environment(), context.user()));
        Backups backups = new Backups(home.folder(), home.folder().resolve("lib"));
        settle(backups, log);
        config.backup()
                .every()
                .ifPresent(_ -> backUpForUpgrade(backups, config.backup().kept(), log));
        ControlPlane plane =
                new ControlPlane(home.folder(), context, config.history(), config.logs(), config.containers());
        Server server = new Server(
                plane,
                Manifests.resolver(
                        context,
                        () -> config.bentoHere(
                                Optional.ofNullable(context.environment().get("PATH")))),
                backups,
                log);
        try {
            server.open(home.folder(), context, settings, config, keptBy, stop);
            return server;
        } catch (RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    /** What was broken off is finished or removed, while nobody can ask for a backup yet. */
    private static void settle(Backups backups, ServerLog log) {
        Restore.finish(backups.database())
                .ifPresent(unused -> log.say(
                        "%s has changed since a restore or a repair was broken off: it stays, and what was to replace it is kept as %s"
                                .formatted(backups.database(), unused)));
        try {
            backups.tidy(Instant.now());
        } catch (TirelessException refused) {
            log.say(String.valueOf(refused.getMessage()));
        }
    }

    /** Before anything is written by this version. A store that can not be read is refused in the next moment, with the same words. */
    private static void backUpForUpgrade(Backups backups, int kept, ServerLog log) {
        try {
            backups.takeOnceFor(Version.text(), Instant.now(), kept)
                    .ifPresent(
                            made -> log.say(BackupSchedule.said(made) + ", for another version had this home before"));
        } catch (TirelessException refused) {
            if (refused.retryable()) {
                log.say("no backup was made for the upgrade: " + refused.getMessage());
            }
        }
    }

    private void backUp(Duration every, int kept) {
        parts.push(new BackupSchedule(backups, every, kept, plane.time(), BackupSchedule.LOOK, log::say));
    }

    private void open(
            Path home,
            Context context,
            ServerSettings settings,
            ServerConfig config,
            Supplier<String> keptBy,
            Consumer<StopRequest> stop) {
        Store store = plane.store();
        Engine engine = plane.engine();
        // The watch hears of an event when the recorder has written it down, so it listens second.
        Watching watching = new Watching();
        Recorder recorder = new Recorder(store, engine, plane.time(), watching::changed, this::say);
        parts.push(recorder);
        Watch watch = new Watch(store, engine);
        watching.tell(watch);
        parts.push(watch);
        Consumer<Event> tell = event -> {
            store.journal().append(event);
            watch.changed(event.resource());
        };
        Notifications notifications =
                Notifications.begin(plane, watch, context, config.smtp(), new Notifications.Reports(tell, this::say));
        parts.push(notifications);
        ObjectiveWatch objectives = new ObjectiveWatch(new Expectations(store)::of, tell);
        Scaling scaling = new Scaling();
        SeriesArchive archive = new SeriesArchive(store.series());
        Commands commands = new Commands(
                store,
                plane.vault(),
                engine,
                new Planner(() -> new Uid(UUID.randomUUID().toString())),
                resolver,
                plane.time(),
                key -> {
                    watch.changed(key);
                    scaling.changed(key);
                    notifications.changed(key);
                    objectives.changed(key);
                });
        Instant startedAt = plane.time().now().wall();
        Services services = new Services(
                new Intake(
                        resolver,
                        () -> store.desired().values(),
                        () -> config.smtp().isPresent()),
                commands,
                new Inventory(store, engine, scaling::state, archive, objectives::states),
                watch,
                engine,
                store,
                plane.time(),
                new ServerProcess(
                        Version.text(),
                        () -> about(home, startedAt, keptBy.get()),
                        stop,
                        log::say,
                        asked -> backups.take(asked, plane.time().now().wall())));
        commands.begin();
        store.desired().keySet().forEach(objectives::changed);
        parts.push(Sampler.begin(engine, archive, objectives, plane.time(), this::say));
        parts.push(scaling.begin(plane, commands::autoscale, tell));
        new KeyCheck(plane.vault(), home, store).remarks().forEach(this::remark);
        config.backup().every().ifPresent(every -> backUp(every, config.backup().kept()));
        parts.push(ApiServer.start(services, settings));
    }

    private void remark(String what) {
        log.say(what);
        remarks.add(what);
    }

    /** What who starts it should know: it runs all the same. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void say(TirelessException failure) {
        log.say(String.valueOf(failure.getMessage()));
    }

    private ServerView about(Path home, Instant startedAt, String keptBy) {
        return new ServerView(
                Version.text(),
                Api.VERSION,
                ProcessHandle.current().pid(),
                home.toString(),
                startedAt,
                keptBy,
                content());
    }

    /** Also where the store is damaged: who is to end or to see the server asks for this. */
    private ServerView.Content content() {
        List<ResourceStatus> statuses = plane.engine().statuses();
        int running = (int) statuses.stream().mapToLong(ResourceStatus::running).sum();
        try {
            return new ServerView.Content(plane.store().desired().size(), running, Optional.empty());
        } catch (TirelessException unreadable) {
            return new ServerView.Content(
                    statuses.size(), running, Optional.of(String.valueOf(unreadable.getMessage())));
        }
    }

    /** Stops every worker, and waits until each is known dead. What is desired stays as it is. */
    void stopWorkers() {
        // Nobody may ask for more of them meanwhile.
        close(parts.pop());
        if (!Quiet.stopAll(plane.engine(), longestGrace().plus(AFTER_GRACE))) {
            log.say("some processes do not end, even by SIGKILL; the next server goes on with them");
        }
    }

    private Duration longestGrace() {
        try {
            return plane.store().desired().values().stream()
                    .map(DesiredResource::revision)
                    .filter(revision -> revision.runs())
                    .map(revision -> revision.workload().run().stop().grace())
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        } catch (TirelessException unreadable) {
            say(unreadable);
            return UNKNOWN_GRACE;
        }
    }

    @Override
    public void close() {
        parts.forEach(this::close);
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            // The others are to be closed all the same: what runs does not depend on it.
            log.say("could not be closed in order: " + failure);
        }
    }
}
