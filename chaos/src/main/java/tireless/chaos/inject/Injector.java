package tireless.chaos.inject;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.api.ServerView;
import tireless.chaos.schedule.Fault;
import tireless.chaos.schedule.Order;
import tireless.chaos.truth.Cause;
import tireless.chaos.truth.Place;
import tireless.chaos.truth.Processes;

/** Does one fault after the other to real processes, and waits for what must follow. */
public final class Injector {
    private final ServerUnderTest server;
    private final Place place;
    private final Disk disk;
    private final Clients clients;
    private final Recovery recovery;
    private final Journal journal;
    private final Patience patience;

    public Injector(
            ServerUnderTest server,
            Place place,
            Disk disk,
            Clients clients,
            Recovery recovery,
            Journal journal,
            Patience patience) {
        this.server = server;
        this.place = place;
        this.disk = disk;
        this.clients = clients;
        this.recovery = recovery;
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
            case Fault.KillGuard _ -> onServer(this::killGuard);
            case Fault.KillServerAndGuard _ -> onServer(this::killBoth);
            case Fault.FreezeServer freeze -> onServer(view -> freeze(view.pid(), freeze.length()));
            case Fault.TerminateServer _ -> onServer(this::terminate);
            case Fault.KillKeeper keeper -> onWorker(keeper.pick(), worker -> killKeeper(worker) > 0);
            case Fault.KillKeeperAndWorker both ->
                onWorker(both.pick(), worker -> {
                    killKeeper(worker);
                    return killWorker(worker, fault.kind());
                });
            case Fault.KillWorker kill -> onWorker(kill.pick(), worker -> killWorker(worker, fault.kind()));
            case Fault.KillChild child -> onWorker(child.pick(), worker -> killChild(worker, child.pick()));
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

    private boolean onWorker(int pick, On<Recovery.Living> fault) throws IOException, InterruptedException {
        Optional<Recovery.Living> worker = recovery.living(pick);
        return worker.isPresent() && fault.inject(worker.get());
    }

    private boolean killServer(ServerView view, Optional<Duration> again) throws IOException, InterruptedException {
        Duration since = journal.now();
        Signals.kill(view.pid());
        long gone = view.pid();
        if (again.isPresent()) {
            patience.pass(again.get());
            OptionalLong next = recovery.awaitNext(gone);
            if (next.isPresent()) {
                gone = next.getAsLong();
                since = journal.now();
                Signals.kill(gone);
            }
        }
        recovery.awaitBack(gone, since);
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
        recovery.startByHand();
        recovery.awaitAdoption(journal.now());
        return true;
    }

    private boolean terminate(ServerView view) throws IOException, InterruptedException {
        Signals.send("TERM", view.pid());
        Processes processes = new Processes(place.root());
        if (!patience.until(
                Duration.ofSeconds(30), () -> processes.found(view.pid()).isEmpty())) {
            journal.broken("the server does not end by SIGTERM");
        }
        recovery.startByHand();
        recovery.awaitAdoption(journal.now());
        return true;
    }

    private boolean freeze(long pid, Duration length) throws IOException, InterruptedException {
        boolean there = Signals.send("STOP", pid);
        patience.pass(length);
        return Signals.send("CONT", pid) && there;
    }

    /** The keeper's process number, 0 if it has gone before. */
    private long killKeeper(Recovery.Living worker) {
        return new Processes(place.root())
                .found(worker.process().parent())
                .filter(Processes.Found::isKeeper)
                .filter(keeper -> Signals.kill(keeper.pid()))
                .map(Processes.Found::pid)
                .orElse(0L);
    }

    private boolean killWorker(Recovery.Living worker, String kind) {
        // Before the kill: it is started again within milliseconds.
        journal.cause(new Cause.Killed(kind, worker.birth().pid(), journal.now()));
        journal.note(
                "kills " + worker.birth().run() + ", process " + worker.birth().pid());
        return Signals.kill(worker.birth().pid());
    }

    private boolean killChild(Recovery.Living worker, int pick) {
        List<Processes.Found> children = new Processes(place.root())
                .living().stream()
                        .filter(found -> found.pid() != worker.birth().pid())
                        .filter(found -> found.attempt().equals(worker.process().attempt()))
                        .toList();
        return !children.isEmpty()
                && Signals.kill(children.get(pick % children.size()).pid());
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
