package tireless.runtime.container;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.ContainerImage;
import tireless.model.Exit;
import tireless.model.ResourceKey;
import tireless.model.RunSpec;
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
import tireless.runtime.process.ProcessNames;
import tireless.runtime.process.provision.Supply;
import tireless.runtime.process.provision.VolumeFill;
import tireless.throughput.Notification;

/**
 * Runs what has an image in a container of podman or docker, and everything else as the driver does that it is put around: to that one, a
 * container is the engine's client, which it keeps as any process. What is added here is that the container itself is known: an attempt is
 * dead only when its container is gone too.
 */
public final class ContainerDriver implements RuntimeDriver {
    private static final String MARK = "TIRELESS_BESIDE";

    private final RuntimeDriver processes;
    private final ProcessNames names;
    private final ContainerSettings settings;
    private final Map<String, String> clients;
    private final BootId boot;
    private final EngineSearch search;
    private final EngineCalls calls;
    private final Containers containers;
    private final ContainerNotes notes;
    private final ContainerEnds ends;
    private final ContainerWatch watch;
    private final ContainerOutfit outfit;
    private final ContainerStarter starter;
    private final Set<AttemptId> outOfMemory = ConcurrentHashMap.newKeySet();
    private final AtomicLong probes = new AtomicLong();
    private volatile @Nullable RuntimeListener listener;

    /**
     * Puts a driver around another one, which it closes with itself.
     *
     * @param processes runs the engine's clients, and what has no image
     * @param names by what the processes of that one are known
     * @param clients all that an engine's client gets in its environment: PATH and HOME at least
     * @param supply where images' pull secrets and what containers are given come from; the same as that one has
     * @throws TirelessException if the home can not be used
     */
    public ContainerDriver(
            RuntimeDriver processes,
            ProcessNames names,
            TimeSource time,
            ContainerSettings settings,
            Map<String, String> clients,
            Supply supply) {
        this.processes = processes;
        this.names = names;
        this.settings = settings;
        this.clients = Map.copyOf(clients);
        this.boot = time.now().boot();
        this.search = new EngineSearch(settings.engine(), clients.getOrDefault("PATH", ""));
        this.calls = new EngineCalls(clients);
        this.containers = new Containers(calls);
        this.notes = new ContainerNotes(names.home().resolve("containers"));
        this.ends = new ContainerEnds(notes, containers, search, boot);
        this.watch = new ContainerWatch(containers, this::warn);
        this.outfit = new ContainerOutfit(names.provisioner(supply, this::filled, this::counted, this::unheard));
        AuthFiles authFiles = new AuthFiles(supply.memory(), names.homeId());
        this.starter = new ContainerStarter(
                processes,
                names,
                search,
                new Images(calls, supply.secrets(), authFiles),
                new Abilities(calls),
                notes,
                outfit);
        try {
            authFiles.clear();
        } catch (IOException failure) {
            throw broken("what an earlier server left in memory can not be removed", failure);
        }
    }

    @Override
    public void listen(RuntimeListener listener) {
        this.listener = listener;
        processes.listen(listener);
    }

    private void warn(AttemptId attempt, String what) {
        notice(attempt, new Notice.LogWarning(what));
    }

    private void notice(AttemptId attempt, Notice notice) {
        RuntimeListener told = listener;
        if (told != null) {
            told.noticed(attempt, notice);
        }
    }

    private void counted(SlotId slot, Notification numbers) {
        RuntimeListener told = listener;
        if (told != null) {
            told.notified(slot, numbers);
        }
    }

    private void unheard(AttemptId attempt, String what) {
        notice(attempt, new Notice.SignalWarning(what));
    }

    private void filled(AttemptId attempt, VolumeFill fill) {
        notice(attempt, new Notice.VolumeWarning(fill.what()));
        fill.act(() -> terminate(attempt), () -> kill(attempt));
    }

    @Override
    public List<Recovered> recover() {
        List<Recovered> found = new ArrayList<>();
        Set<ContainerName> theirs = new HashSet<>();
        try {
            Set<ContainerName> noted = Set.copyOf(notes.all());
            for (ContainerName name : noted) {
                // What that leaves unknown is asked once more below.
                ends.endIfLeft(name);
            }
            for (Recovered recovered : processes.recover()) {
                AttemptId attempt = recovered.attempt();
                Recovered known =
                        recovered.withVerdict(verdict(attempt, recovered.verdict(), noted.contains(name(attempt))));
                if (!(known.verdict() instanceof Verdict.Dead)) {
                    theirs.add(name(attempt));
                }
                found.add(known);
            }
            for (ContainerName name : notes.all()) {
                if (!theirs.contains(name)) {
                    // Where its engine does not answer, the next one to open this home sees to it.
                    ends.end(name);
                }
            }
            return found;
        } catch (IOException failure) {
            throw broken("what is known of containers can not be read", failure);
        }
    }

    @Override
    public Optional<StartResult.NotStarted> prepare(StartRequest request) {
        Optional<ContainerImage> image = request.run().image();
        return image.isPresent() ? starter.prepare(request.attempt(), image.get()) : processes.prepare(request);
    }

    @Override
    public StartResult start(StartRequest request) {
        Optional<ContainerImage> image = request.run().image();
        if (image.isEmpty()) {
            return processes.start(request);
        }
        Optional<Engine> engine = search.find();
        if (engine.isEmpty()) {
            return new StartResult.NotStarted(search.absence());
        }
        AttemptId attempt = request.attempt();
        try {
            Optional<StartResult.NotStarted> refusal = refusal(attempt);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            ContainerStarter.Way way =
                    new ContainerStarter.Way(command(engine.get()), name(attempt), image.get(), boot);
            return follow(attempt, engine.get(), starter.start(request, way));
        } catch (IOException failure) {
            return new StartResult.NotStarted("its container can not be noted down: " + failure.getMessage());
        }
    }

    private StartResult follow(AttemptId attempt, Engine engine, StartResult result) {
        try {
            if (result instanceof StartResult.Started(long pid, var _, var _)) {
                watch.begin(attempt, engine, name(attempt), pid);
            }
            return result;
        } catch (IOException failure) {
            return new StartResult.Unclear("its client can not be watched: " + failure.getMessage());
        }
    }

    /** The containers of earlier attempts are gone before there is another one. */
    private Optional<StartResult.NotStarted> refusal(AttemptId attempt) throws IOException {
        for (int number : notes.numbers(ContainerName.prefix(names.homeId(), attempt.slot()))) {
            if (number < attempt.number()
                    && settle(new AttemptId(attempt.slot(), number)) instanceof Verdict.Undecided(String cause)) {
                return Optional.of(
                        new StartResult.NotStarted("attempt %d is not known dead: %s".formatted(number, cause)));
            }
        }
        return Optional.empty();
    }

    private RunCommand command(Engine engine) {
        return new RunCommand(engine, settings, clients, names.homeId());
    }

    private ContainerName name(AttemptId attempt) {
        return ContainerName.of(names.homeId(), attempt);
    }

    @Override
    public Verdict settle(AttemptId attempt) {
        try {
            boolean container = notes.read(name(attempt)).isPresent();
            return switch (ends.endIfLeft(name(attempt))) {
                case Containers.Outcome.Unknown(String cause) -> new Verdict.Undecided(cause);
                case Containers.Outcome.Gone(boolean overItsMemory) -> {
                    note(attempt, overItsMemory);
                    yield verdict(attempt, processes.settle(attempt), container);
                }
            };
        } catch (IOException failure) {
            return new Verdict.Undecided("what is known of its container can not be read: " + failure.getMessage());
        }
    }

    /** What follows from what is known of the client. */
    private Verdict verdict(AttemptId attempt, Verdict ofClient, boolean container) throws IOException {
        return switch (ofClient) {
            case Verdict.Alive(long pid) -> {
                Optional<ContainerNotes.Note> note = notes.read(name(attempt));
                if (note.isPresent()) {
                    watch.begin(attempt, note.get().engine(), name(attempt), pid);
                }
                yield ofClient;
            }
            case Verdict.Undecided _ -> ofClient;
            case Verdict.Dead(var exit, int leftovers) -> {
                watch.end(attempt);
                yield switch (ends.end(name(attempt))) {
                    case Containers.Outcome.Unknown(String cause) -> new Verdict.Undecided(cause);
                    case Containers.Outcome.Gone(boolean overItsMemory) -> {
                        note(attempt, overItsMemory);
                        outfit.end(attempt);
                        // Nothing in a container outlives its first process: what was left was the engine's own.
                        yield new Verdict.Dead(
                                outOfMemory.contains(attempt) ? new Exit.OutOfMemory() : exit,
                                container ? 0 : leftovers);
                    }
                };
            }
        };
    }

    private void note(AttemptId attempt, boolean overItsMemory) {
        if (overItsMemory) {
            outOfMemory.add(attempt);
        }
    }

    @Override
    public void remember(AttemptId attempt, SettledEnd end) {
        processes.remember(attempt, end);
    }

    @Override
    public void noteWatchdog(AttemptId attempt, Duration interval) {
        processes.noteWatchdog(attempt, interval);
    }

    /** The client passes the signal on; where the container is not there yet, the client ends by it. */
    @Override
    public void terminate(AttemptId attempt) {
        processes.terminate(attempt);
    }

    @Override
    public void hold(AttemptId attempt, List<String> endpoints) {
        processes.hold(attempt, endpoints);
    }

    @Override
    public void kill(AttemptId attempt) {
        starter.giveUp(attempt);
        // First the client: that this driver has killed it is known from that one.
        processes.kill(attempt);
        try {
            notes.read(name(attempt)).ifPresent(note -> containers.kill(note.engine(), name(attempt)));
        } catch (IOException failure) {
            throw broken("the container of %s can not be killed".formatted(attempt), failure);
        }
    }

    @Override
    public ProbeResult probe(ProbeRequest request) {
        Optional<Engine> engine = search.find();
        if (request.run().image().isEmpty() || engine.isEmpty()) {
            return processes.probe(request);
        }
        AttemptId attempt = request.attempt();
        String mark = names.token(attempt) + "/" + ProcessHandle.current().pid() + "." + probes.incrementAndGet();
        SortedMap<String, String> marks = new TreeMap<>(Map.of(MARK, mark));
        RunSpec client = command(engine.get()).beside(request.run(), name(attempt), marks, request.command());
        try {
            return ExecOutcome.of(
                    processes.probe(new ProbeRequest(attempt, client, client.command(), request.timeout())));
        } finally {
            endBeside(attempt, mark);
        }
    }

    /** What it began in the container does not end with its client. */
    private static void endBeside(AttemptId attempt, String mark) {
        try {
            MarkedProcesses.kill(MARK, mark);
        } catch (IOException failure) {
            throw broken("what a probe of %s began can not be ended".formatted(attempt), failure);
        }
    }

    @Override
    public Map<AttemptId, Usage> measure(Collection<AttemptId> attempts) {
        Map<AttemptId, Usage> measured = new HashMap<>();
        List<AttemptId> others = new ArrayList<>();
        for (AttemptId attempt : attempts) {
            try {
                Optional<ContainerProcess> process = watch.process(attempt);
                if (process.isPresent()) {
                    ContainerMeter.measure(process.get()).ifPresent(usage -> measured.put(attempt, usage));
                } else {
                    others.add(attempt);
                }
            } catch (IOException failure) {
                throw broken("%s can not be measured".formatted(attempt), failure);
            }
        }
        measured.putAll(processes.measure(others));
        return measured;
    }

    @Override
    public Optional<VolumeHolding> holding(ResourceKey volume) {
        return processes
                .holding(volume)
                .map(held -> outfit.ofReplicas(volume).map(held::and).orElse(held));
    }

    @Override
    public SlotLog log(SlotId slot) {
        return processes.log(slot);
    }

    @Override
    public void remove(SlotId slot) {
        outOfMemory.removeIf(attempt -> attempt.slot().equals(slot));
        processes.remove(slot);
    }

    private static TirelessException broken(String what, IOException failure) {
        return TirelessException.failed(what + ": " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        watch.close();
        calls.close();
        outfit.close();
        processes.close();
    }
}
