package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tireless.linux.EventLoop;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Signal;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.VolumeHolding;
import tireless.runtime.Notice;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.Recovered;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.RuntimeListener;
import tireless.runtime.SettledEnd;
import tireless.runtime.SlotLog;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Usage;
import tireless.runtime.Verdict;
import tireless.runtime.process.log.LogSettings;
import tireless.runtime.process.log.ReplicaLogs;
import tireless.runtime.process.provision.ProcessOutfit;
import tireless.runtime.process.provision.Provisioner;
import tireless.runtime.process.provision.Supply;
import tireless.runtime.process.provision.VolumeFill;
import tireless.runtime.process.signal.SignalWatch;

/** Runs replicas as processes of this machine, each kept by a shell script that goes on when this program is killed. */
public final class ProcessDriver implements RuntimeDriver {
    /** How often it is looked at what workers listen at, where nothing else is said. */
    public static final Duration INGRESS_PERIOD = Duration.ofSeconds(10);

    private final Home home;
    private final BootId boot;
    private final EventLoop loop;
    private final Reaper reaper;
    private final NotifySockets sockets;
    private final ReplicaLogs logs;
    private final CgroupTree cgroups;
    private final SentSignals sent = new SentSignals();
    private final ProcessTable table;
    private final Leftovers leftovers;
    private final Settlement settlement;
    private final Termination termination;
    private final EndWatches watches;
    private final BlankFolder blank;
    private final Removals removals;
    private final Provisioner provisioner;
    private final SignalWatch signals;
    private final ProcessOutfit outfit;
    private final Keepers keepers;
    private final Starter starter;
    private final Meter meter;
    private final ForkLimits forkLimits;
    private final IngressWatch ingress;
    private final Recovery recovery;
    private final ProbeRuns probes;
    private final Map<SlotId, Integer> knownDead = new ConcurrentHashMap<>();
    private final NamedLater listener = new NamedLater();

    /** The same, with the usual {@link #INGRESS_PERIOD}, without secrets and volumes. */
    public ProcessDriver(
            Path home,
            TimeSource time,
            LogSettings logs,
            Map<String, String> baseEnvironment,
            Path socketFolder,
            Cgroups cgroups) {
        this(home, time, logs, baseEnvironment, socketFolder, cgroups, INGRESS_PERIOD, Supply.NONE);
    }

    /**
     * Opens a home; it is made if it is not there. At most one driver may be open on a home.
     *
     * @param baseEnvironment what every process gets before its own: PATH, HOME, USER, LANG, TZ, TMPDIR of the service account
     * @param logs how much of what replicas write is kept
     * @param socketFolder for notification sockets: a short path, at most 90 bytes, that no other account may enter
     * @param ingressPeriod how often it is looked at what workers listen at
     * @param supply where what replicas are given comes from
     * @throws TirelessException if the home cannot be used
     */
    public ProcessDriver(
            Path home,
            TimeSource time,
            LogSettings logs,
            Map<String, String> baseEnvironment,
            Path socketFolder,
            Cgroups cgroups,
            Duration ingressPeriod,
            Supply supply) {
        Opened opened = new Opened();
        try {
            this.home = new Home(home);
            this.boot = time.now().boot();
            this.loop = opened.and(new EventLoop("replicas"));
            this.reaper = new Reaper(loop);
            this.watches = new EndWatches(this.home, boot, loop, listener::ended);
            this.sockets = new NotifySockets(socketFolder, this.home.id(), loop, listener::notified);
            this.logs =
                    opened.and(new ReplicaLogs(this.home::folder, time, logs, loop, this::isOver, listener::noticed));
            this.cgroups = new CgroupTree(cgroups, this.home.id());
            this.table = new ProcessTable();
            Culling culling = new Culling(time);
            WorkerEnvironment environment = new WorkerEnvironment(baseEnvironment);
            this.leftovers = new Leftovers(this.home, table, culling);
            this.removals = new Removals(this.home.root());
            this.provisioner = new Provisioner(
                    this.home.root(),
                    this.home.id(),
                    supply,
                    SlotPath::flat,
                    removals::remove,
                    this::filled,
                    listener::notified,
                    (attempt, what) -> listener.noticed(attempt, new Notice.SignalWarning(what)));
            this.signals = new SignalWatch(
                    this.home.root().resolve("signals"),
                    SlotPath::flat,
                    this.logs::log,
                    time,
                    listener::notified,
                    (attempt, what) -> listener.noticed(attempt, new Notice.SignalWarning(what)));
            this.outfit = new ProcessOutfit(provisioner, signals, this.home.root());
            this.probes = new ProbeRuns(this.home, time, loop, environment, this.cgroups, table, culling, outfit);
            this.settlement = new Settlement(this.home, boot, leftovers, sent, probes::end);
            this.termination = new Termination(this.home, boot, sent);
            this.blank = new BlankFolder(this.home.root());
            this.keepers = new Keepers(this.home.root(), loop, reaper, this.cgroups.leaves());
            this.starter = new Starter(this.home, time, environment, this.cgroups, blank, keepers, settlement, outfit);
            this.meter = new Meter(table, this.home, boot);
            this.forkLimits = new ForkLimits(
                    this.home,
                    this.cgroups,
                    (attempt, tasks) -> listener.noticed(attempt, new Notice.ForkLimit(tasks)));
            this.ingress = new IngressWatch(
                    this.home,
                    table,
                    boot,
                    ingressPeriod,
                    forkLimits,
                    (attempt, endpoints) -> listener.noticed(attempt, new Notice.Listens(endpoints)));
            this.recovery = new Recovery(this.home, time, this::find);
        } catch (IOException failure) {
            opened.closeAfter(failure);
            throw TirelessException.failed(
                    "the home %s can not be used: %s".formatted(home, failure.getMessage()), failure);
        } catch (RuntimeException | Error failure) {
            opened.closeAfter(failure);
            throw failure;
        }
    }

    @Override
    public void listen(RuntimeListener listener) {
        this.listener.name(listener);
    }

    private void filled(AttemptId attempt, VolumeFill fill) {
        listener.noticed(attempt, new Notice.VolumeWarning(fill.what()));
        fill.act(() -> terminate(attempt), () -> kill(attempt));
    }

    @Override
    public List<Recovered> recover() {
        try {
            List<Recovered> found = recovery.all();
            List<AttemptId> mayLive = new ArrayList<>();
            for (Recovered recovered : found) {
                AttemptId attempt = recovered.attempt();
                if (recovered.verdict() instanceof Verdict.Dead) {
                    knownDead.merge(attempt.slot(), attempt.number(), Math::max);
                } else {
                    mayLive.add(attempt);
                }
                logs.began(attempt.slot());
            }
            keepers.endStrays(table.look(), recovery.keepers(found));
            cgroups.leaves().keep(recovery.leaves(found));
            outfit.keep(Set.copyOf(mayLive));
            if (!mayLive.isEmpty()) {
                probes.endStrays();
            }
            return found;
        } catch (IOException failure) {
            throw broken("the attempts can not be read", failure);
        }
    }

    private Verdict find(AttemptId attempt) throws IOException {
        Verdict verdict = settle(attempt);
        if (!(verdict instanceof Verdict.Dead)) {
            sockets.openAgain(attempt.slot());
            if (!watches.isOn(attempt)) {
                watch(attempt);
            }
        }
        return verdict;
    }

    @Override
    public void remember(AttemptId attempt, SettledEnd end) {
        try {
            boolean hasFolder = home.folder(attempt).exists();
            home.write(attempt.slot(), new SettledNote(attempt.number(), hasFolder, boot, end));
        } catch (IOException failure) {
            throw broken("the end of %s can not be written down".formatted(attempt), failure);
        }
    }

    @Override
    public StartResult start(StartRequest request) {
        AttemptId attempt = request.attempt();
        try {
            Optional<String> refusal = refusal(attempt);
            if (refusal.isPresent()) {
                return new StartResult.NotStarted(refusal.get());
            }
            StartResult result = starter.start(request, sockets);
            return result instanceof StartResult.NotStarted ? result : follow(attempt, result);
        } catch (IOException failure) {
            return new StartResult.NotStarted("its folder can not be used: " + failure.getMessage());
        }
    }

    private StartResult follow(AttemptId attempt, StartResult result) {
        logs.began(attempt.slot());
        try {
            watch(attempt);
            return result;
        } catch (IOException failure) {
            return new StartResult.Unclear("its end can not be watched: " + failure.getMessage());
        }
    }

    private Optional<String> refusal(AttemptId attempt) throws IOException {
        Integer dead = knownDead.get(attempt.slot());
        if (dead != null
                && dead == attempt.number() - 1
                && !home.folder(attempt).exists()) {
            return Optional.empty();
        }
        Optional<AttemptId> newest = home.newest(attempt.slot());
        return newest.isEmpty() ? Optional.empty() : refusal(attempt, newest.get());
    }

    private Optional<String> refusal(AttemptId attempt, AttemptId before) {
        if (attempt.number() <= before.number()) {
            throw new IllegalArgumentException("%s after %s".formatted(attempt, before));
        }
        if (isOver(before)) {
            return Optional.empty();
        }
        String what = "attempt %d is not known dead".formatted(before.number());
        return switch (settle(before)) {
            case Verdict.Dead _ -> Optional.empty();
            case Verdict.Alive _ -> Optional.of(what);
            case Verdict.Undecided(String cause) -> Optional.of(what + ": " + cause);
        };
    }

    private void watch(AttemptId attempt) throws IOException {
        if (attempt.slot().resource().type() == ResourceType.WORKER) {
            ingress.begin(attempt);
        }
        watches.begin(attempt);
    }

    private boolean isOver(AttemptId attempt) {
        return knownDead.getOrDefault(attempt.slot(), 0) >= attempt.number();
    }

    @Override
    public Verdict settle(AttemptId attempt) {
        try {
            // Its control group may be that of a later attempt by now.
            boolean past = isOver(attempt)
                    && home.newest(attempt.slot())
                            .filter(newest -> newest.number() > attempt.number())
                            .isPresent();
            Verdict verdict = past ? settlement.whatCameOf(attempt) : settlement.settle(attempt);
            if (verdict instanceof Verdict.Dead) {
                if (!past && !isOver(attempt)) {
                    forkLimits.look(attempt);
                    sockets.closeForOthers(attempt.slot());
                }
                knownDead.merge(attempt.slot(), attempt.number(), Math::max);
                ingress.end(attempt);
                meter.forget(attempt);
                outfit.end(attempt);
                logs.ended(attempt.slot());
            } else if (verdict instanceof Verdict.Alive && !watches.isOn(attempt)) {
                // It came to life after its start was given up as unclear.
                watch(attempt);
                logs.began(attempt.slot());
            }
            return verdict;
        } catch (IOException failure) {
            return new Verdict.Undecided("its folder can not be read: " + failure.getMessage());
        }
    }

    @Override
    public void terminate(AttemptId attempt) {
        try {
            termination.ask(attempt);
        } catch (IOException failure) {
            throw broken("%s can not be asked to end".formatted(attempt), failure);
        }
    }

    @Override
    public void hold(AttemptId attempt, List<String> endpoints) {
        try {
            home.folder(attempt).hold(endpoints);
        } catch (IOException failure) {
            throw broken("it can not be noted down that %s is to be held".formatted(attempt), failure);
        }
    }

    @Override
    public void noteWatchdog(AttemptId attempt, Duration interval) {
        try {
            home.folder(attempt).noteWatchdog(interval);
        } catch (IOException failure) {
            throw broken("the heartbeat of %s can not be written down".formatted(attempt), failure);
        }
    }

    @Override
    public void kill(AttemptId attempt) {
        try {
            AttemptFolder folder = home.folder(attempt);
            Optional<ProcessIdentity> main = folder.main();
            if (main.isEmpty() || isOver(attempt)) {
                return;
            }
            sent.add(attempt, Signal.KILL);
            probes.end(attempt);
            Optional<Leaf> leaf = folder.note().flatMap(StartNote::group);
            leftovers.strike(attempt, leaf, folder.keeper());
        } catch (IOException failure) {
            throw broken("%s can not be killed".formatted(attempt), failure);
        }
    }

    @Override
    public ProbeResult probe(ProbeRequest request) {
        try {
            return probes.run(request);
        } catch (IOException failure) {
            throw broken("a probe of %s can not be run".formatted(request.attempt()), failure);
        }
    }

    @Override
    public Map<AttemptId, Usage> measure(Collection<AttemptId> attempts) {
        try {
            return meter.measure(attempts);
        } catch (IOException failure) {
            throw broken("what replicas use can not be measured", failure);
        }
    }

    @Override
    public Optional<VolumeHolding> holding(ResourceKey volume) {
        return provisioner.holding(volume);
    }

    @Override
    public SlotLog log(SlotId slot) {
        return logs.log(slot);
    }

    @Override
    public void remove(SlotId slot) {
        try {
            Optional<AttemptId> newest = home.newest(slot);
            if (newest.isPresent() && !isOver(newest.get()) && !(settle(newest.get()) instanceof Verdict.Dead)) {
                throw TirelessException.failed("%s is not known dead, so it is kept".formatted(newest.get()));
            }
            watches.end(slot);
            sockets.close(slot);
            cgroups.remove(slot);
            outfit.forget(slot);
            logs.remove(slot);
            home.remove(slot, removals);
            sent.forget(slot);
            knownDead.remove(slot);
        } catch (IOException failure) {
            throw broken("%s can not be removed".formatted(slot), failure);
        }
    }

    private static TirelessException broken(String what, IOException failure) {
        return TirelessException.failed(what + ": " + failure.getMessage(), failure);
    }

    /** Nobody will send to the socket of a slot in which nothing lives. */
    private void closeSocketsOfTheDead() throws IOException {
        for (SlotId slot : knownDead.keySet()) {
            if (home.newest(slot).filter(this::isOver).isPresent()) {
                sockets.close(slot);
            }
        }
    }

    @Override
    public void close() {
        Closing.all(
                ingress::close,
                probes::close,
                signals::close,
                logs::close,
                keepers::close,
                blank::close,
                provisioner::close,
                removals::close,
                watches::close,
                this::closeSocketsOfTheDead,
                sockets::close,
                loop::close,
                reaper::close,
                cgroups::removeEmpty);
    }
}
