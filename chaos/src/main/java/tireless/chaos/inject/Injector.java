package tireless.chaos.inject;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.api.ServerView;
import tireless.chaos.schedule.Fault;
import tireless.chaos.schedule.Order;
import tireless.chaos.schedule.Variant;
import tireless.chaos.truth.Cause;
import tireless.chaos.truth.Place;
import tireless.chaos.truth.Processes;

/** Does one fault after the other to real processes, and waits for what must follow. */
public final class Injector {
    /** Each worker fills its log within some seconds. */
    private static final Duration ROTATES = Duration.ofSeconds(5);

    private final ServerUnderTest server;
    private final Place place;
    private final Disk disk;
    private final Clients clients;
    private final ServerReturn serverReturn;
    private final Journal journal;
    private final Patience patience;

    public Injector(
            ServerUnderTest server,
            Place place,
            Disk disk,
            Clients clients,
            ServerReturn serverReturn,
            Journal journal,
            Patience patience) {
        this.server = server;
        this.place = place;
        this.disk = disk;
        this.clients = clients;
        this.serverReturn = serverReturn;
        this.journal = journal;
        this.patience = patience;
    }

    /** Does it, and returns when the server is there again. What can not be done now is left out. */
    public void inject(Fault fault) throws IOException, InterruptedException {
        journal.note("fault: " + fault);
        boolean done = switch (fault) {
            case Fault.KillServer _ -> onServer(view -> killServer(view, Optional.empty()));
            case Fault.KillServerDuring during -> onServer(view -> killDuring(view, during));
            case Fault.KillServerTwice twice -> onServer(view -> killServer(view, Optional.of(twice.after())));
            case Fault.KillServerInRotation _ -> onServer(this::killInRotation);
            case Fault.KillGuard _ -> onServer(this::killGuard);
            case Fault.KillServerAndGuard _ -> onServer(this::killBoth);
            case Fault.FreezeServer freeze -> onServer(view -> freeze(view.pid(), freeze.length()));
            case Fault.TerminateServer _ -> onServer(this::terminate);
            case Fault.KillKeeper keeper -> onWorker(keeper.pick(), this::killKeeper);
            case Fault.KillKeeperAndWorker both ->
                onWorker(both.pick(), worker -> {
                    killKeeper(worker);
                    return killWorker(worker, fault.kind());
                });
            case Fault.KillWorker kill -> onWorker(kill.pick(), worker -> killWorker(worker, fault.kind()));
            case Fault.KillWorkerWithDaemons daemons ->
                on(serverReturn.living(daemons.pick(), Variant.DETACHED), worker -> killWorker(worker, fault.kind()));
            case Fault.KillChild child ->
                on(serverReturn.living(child.pick(), Variant.FAMILY), worker -> killChild(worker, true));
            case Fault.KillGrandchild child ->
                on(serverReturn.living(child.pick(), Variant.FAMILY), worker -> killChild(worker, false));
            case Fault.FreezeKeeper freeze ->
                onWorker(freeze.pick(), worker -> {
                    OptionalLong keeper = keeper(worker);
                    return keeper.isPresent() && freeze(keeper.getAsLong(), freeze.length());
                });
            case Fault.KillWorkerOfFrozenKeeper kill ->
                onWorker(kill.pick(), worker -> {
                    OptionalLong keeper = keeper(worker);
                    return keeper.isPresent()
                            && Signals.send("STOP", keeper.getAsLong())
                            && killWorker(worker, fault.kind());
                });
            case Fault.FreezeWorker freeze ->
                onWorker(freeze.pick(), worker -> freeze(worker.birth().pid(), freeze.length()));
            case Fault.FillDisk fill -> fill(fill.length());
        };
        if (done) {
            journal.injected(fault.kind());
        } else {
            journal.note("nothing to do it to");
        }
    }

    @FunctionalInterface
    private interface On<T> {
        boolean inject(T target) throws IOException, InterruptedException;
    }

    private boolean onServer(On<ServerView> fault) throws IOException, InterruptedException {
        Optional<ServerView> view = server.view();
        return view.isPresent() && fault.inject(view.get());
    }

    private boolean onWorker(int pick, On<ServerReturn.Living> fault) throws IOException, InterruptedException {
        return on(serverReturn.living(pick), fault);
    }

    private static boolean on(Optional<ServerReturn.Living> worker, On<ServerReturn.Living> fault)
            throws IOException, InterruptedException {
        return worker.isPresent() && fault.inject(worker.get());
    }

    private boolean killServer(ServerView view, Optional<Duration> again) throws IOException, InterruptedException {
        Duration since = journal.now();
        Signals.kill(view.pid());
        long gone = view.pid();
        if (again.isPresent()) {
            patience.pass(again.get());
            OptionalLong next = serverReturn.awaitNext(gone);
            if (next.isPresent()) {
                gone = next.getAsLong();
                since = journal.now();
                Signals.kill(gone);
            }
        }
        serverReturn.awaitBack(gone, since);
        return true;
    }

    private boolean killDuring(ServerView view, Fault.KillServerDuring during)
            throws IOException, InterruptedException {
        if (during.order() instanceof Order.Resume resume) {
            // That there is something to start.
            clients.send(new Order.Pause(resume.crew()));
        }
        Thread client = Thread.ofVirtual().start(() -> clients.send(during.order()));
        patience.pass(during.after());
        killServer(view, Optional.empty());
        client.join();
        return true;
    }

    /** Waits until a segment is being written, and does not wait for its end. */
    private boolean killInRotation(ServerView view) throws IOException, InterruptedException {
        return patience.until(ROTATES, place::isRotating) && killServer(view, Optional.empty());
    }

    private boolean killGuard(ServerView view) throws IOException, InterruptedException {
        OptionalLong guard = ServerUnderTest.guard(view);
        if (guard.isEmpty() || !Signals.kill(guard.getAsLong())) {
            return false;
        }
        boolean replaced = patience.until(
                Duration.ofSeconds(30),
                () -> server.view()
                        .map(ServerUnderTest::guard)
                        .filter(now -> now.isPresent() && now.getAsLong() != guard.getAsLong())
                        .isPresent());
        if (!replaced) {
            journal.broken("a guard that was killed is not replaced");
        }
        return true;
    }

    private boolean killBoth(ServerView view) throws IOException, InterruptedException {
        OptionalLong guard = ServerUnderTest.guard(view);
        Signals.send("STOP", view.pid());
        guard.ifPresent(Signals::kill);
        Signals.kill(view.pid());
        serverReturn.startByHand();
        serverReturn.awaitAdoption(journal.now());
        return true;
    }

    private boolean terminate(ServerView view) throws IOException, InterruptedException {
        Signals.send("TERM", view.pid());
        Processes processes = new Processes(place.root());
        if (!patience.until(
                Duration.ofSeconds(30), () -> processes.found(view.pid()).isEmpty())) {
            journal.broken("the server does not end by SIGTERM");
        }
        serverReturn.startByHand();
        serverReturn.awaitAdoption(journal.now());
        return true;
    }

    private boolean freeze(long pid, Duration length) throws IOException, InterruptedException {
        boolean there = Signals.send("STOP", pid);
        patience.pass(length);
        return Signals.send("CONT", pid) && there;
    }

    /** The process of its keeper; empty if that has gone before. */
    private OptionalLong keeper(ServerReturn.Living worker) {
        return new Processes(place.root())
                .found(worker.process().parent())
                .filter(Processes.Found::isKeeper)
                .map(keeper -> OptionalLong.of(keeper.pid()))
                .orElse(OptionalLong.empty());
    }

    private boolean killKeeper(ServerReturn.Living worker) {
        OptionalLong keeper = keeper(worker);
        return keeper.isPresent() && Signals.kill(keeper.getAsLong());
    }

    private boolean killWorker(ServerReturn.Living worker, String kind) {
        // Before the kill: it is started again within milliseconds.
        journal.cause(new Cause.Killed(kind, worker.birth().pid(), journal.now()));
        journal.note(
                "kills " + worker.birth().run() + ", process " + worker.birth().pid());
        return Signals.kill(worker.birth().pid());
    }

    /** @param child whether it is to be one that the worker itself has started, or one further down */
    private boolean killChild(ServerReturn.Living worker, boolean child) {
        long pid = worker.birth().pid();
        return new Processes(place.root())
                .living().stream()
                        .filter(found -> found.pid() != pid)
                        .filter(found -> found.attempt().equals(worker.process().attempt()))
                        .filter(found -> (found.parent() == pid) == child)
                        .findFirst()
                        .filter(found -> Signals.kill(found.pid()))
                        .isPresent();
    }

    private boolean fill(Duration length) throws IOException {
        if (disk.notFillable().isPresent()) {
            return false;
        }
        disk.fill();
        patience.pass(length);
        disk.free();
        return true;
    }
}
