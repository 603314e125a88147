package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tireless.linux.EventLoop;
import tireless.linux.ProcessStat;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.Network;
import tireless.model.RunSpec;
import tireless.model.TimeSource;
import tireless.model.UnixAccount;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.process.account.Accounts;
import tireless.runtime.process.account.Becoming;
import tireless.runtime.process.provision.Fitted;
import tireless.runtime.process.provision.ProcessOutfit;

/** Runs probes beside attempts, and knows which of them run. Safe for use by many threads. */
final class ProbeRuns {
    /** What all that a run begins carries in its environment, to be found by. */
    private static final ProcessVariable MARK = new ProcessVariable("TIRELESS_PROBE");

    private final Home home;
    private final TimeSource time;
    private final BootId boot;
    private final EventLoop loop;
    private final WorkerEnvironment environment;
    private final CgroupTree cgroups;
    private final ProcessTable table;
    private final Culling culling;
    private final ProcessOutfit outfit;
    private final Accounts accounts = new Accounts();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<AttemptId, Set<ProbeRun>> underWay = new ConcurrentHashMap<>();

    ProbeRuns(
            Home home,
            TimeSource time,
            EventLoop loop,
            WorkerEnvironment environment,
            CgroupTree cgroups,
            ProcessTable table,
            Culling culling,
            ProcessOutfit outfit) {
        this.home = home;
        this.time = time;
        this.boot = time.now().boot();
        this.loop = loop;
        this.environment = environment;
        this.cgroups = cgroups;
        this.table = table;
        this.culling = culling;
        this.outfit = outfit;
    }

    ProbeResult run(ProbeRequest request) throws IOException {
        // With an image it is the client of an engine, and runs as this program does.
        Optional<UnixAccount> account = request.run().image().isPresent()
                ? Optional.empty()
                : request.run().account();
        return switch (accounts.find(account)) {
            case Accounts.Standing.Same() -> run(request, Optional.empty());
            case Accounts.Standing.Other(Becoming other) -> run(request, Optional.of(other));
            // The worker lives as it: who does not answer may be the machine's name service.
            case Accounts.Standing.Refused(String cause) -> new ProbeResult.Unclear(cause);
        };
    }

    private ProbeResult run(ProbeRequest request, Optional<Becoming> other) throws IOException {
        return switch (outfit.again(request.attempt(), request.run(), request.command())) {
            case ProcessOutfit.Outcome.Fit(Fitted fitted) -> run(request, fitted, other);
            case ProcessOutfit.Outcome.Unfit(String cause) -> new ProbeResult.Unclear(cause);
        };
    }

    private ProbeResult run(ProbeRequest request, Fitted fitted, Optional<Becoming> other) throws IOException {
        AttemptId attempt = request.attempt();
        AttemptFolder folder = home.folder(attempt);
        String mark = mark() + ProcessHandle.current().pid() + "." + numbers.incrementAndGet();
        Map<String, String> variables = environment.of(fitted.run(), other, home.token(attempt), Optional.empty());
        variables.put(MARK.name(), mark);
        Optional<String> problem =
                CommandCheck.problem(fitted.onMachine(), request.run().workingDirectory(), variables);
        if (problem.isPresent()) {
            return new ProbeResult.NotRun(problem.get());
        }
        Optional<StartNote> note = folder.note();
        Optional<Leaf> leaf = note.flatMap(StartNote::group);
        List<Path> groups =
                cgroups.joined(attempt.slot(), request.run().limits(), leaf, note.flatMap(StartNote::memory));
        LateVariables launched =
                LateVariables.of(before(fitted, folder), other, fitted.run().command(), variables);
        KeeperOrder order = new KeeperOrder(
                folder, groups, launched.command(), request.run().workingDirectory(), launched.environment());
        ProbeRun run = new ProbeRun(
                time,
                loop,
                culling,
                leader -> find(leader, leaf, mark),
                new ProbeOutput(toHide(request.run(), fitted)));
        // In this order: who ends the attempt finds every run of it that has seen it alive.
        underWay.computeIfAbsent(attempt, _ -> ConcurrentHashMap.newKeySet()).add(run);
        try {
            if (!folder.lives(boot)) {
                return new ProbeResult.Unclear("the attempt is not there");
            }
            String script = Keepers.install(home.root(), "probe").toString();
            ProbeResult result = run.run(script, order, request.timeout());
            // What fails beside a worker that is over says nothing of it.
            return folder.lives(boot) ? result : new ProbeResult.Unclear("the attempt is over");
        } finally {
            underWay.computeIfPresent(attempt, (_, runs) -> {
                runs.remove(run);
                return runs.isEmpty() ? null : runs;
            });
        }
    }

    private static Map<String, String> toHide(RunSpec run, Fitted fitted) {
        Map<String, String> values = new TreeMap<>(run.environment());
        values.putAll(fitted.hidden());
        return values;
    }

    private static List<String> before(Fitted fitted, AttemptFolder folder) throws IOException {
        Optional<ProcessIdentity> main = folder.main();
        if (fitted.run().network() != Network.NONE || main.isEmpty()) {
            return fitted.before();
        }
        List<String> before = new ArrayList<>(OwnNetwork.into(main.get().pid()).orElse(List.of()));
        before.addAll(fitted.before());
        return before;
    }

    /** What the marks of this home begin with. */
    private String mark() {
        return home.id() + "/";
    }

    private List<ProcessStat> find(ProcessStat leader, Optional<Leaf> leaf, String mark) throws IOException {
        List<ProcessStat> all =
                leaf.isPresent() ? leaf.get().members() : table.look().processes();
        return all.stream()
                .filter(process -> process.startTicks() >= leader.startTicks())
                .filter(process -> process.session() == leader.pid()
                        || MARK.of(process.pid()).equals(mark))
                .toList();
    }

    /** Ends what runs beside an attempt whose main process is over. */
    void end(AttemptId attempt) throws IOException {
        for (ProbeRun run : underWay.getOrDefault(attempt, Set.of())) {
            run.end();
        }
    }

    /** Ends the runs that a driver before this one began and nobody waits for any more. */
    void endStrays() throws IOException {
        culling.cull(
                () -> {
                    List<ProcessStat> all = table.look().processes();
                    Set<Long> sessions = new HashSet<>();
                    List<ProcessStat> marked = all.stream()
                            .filter(process -> MARK.of(process.pid()).startsWith(mark()))
                            .toList();
                    marked.forEach(process -> sessions.add(process.session()));
                    return Stream.concat(
                                    marked.stream(),
                                    all.stream().filter(process -> sessions.contains(process.session())))
                            .distinct()
                            .toList();
                },
                _ -> {});
    }

    /** Ends all; nothing may be run after that. */
    void close() throws IOException {
        for (AttemptId attempt : underWay.keySet()) {
            end(attempt);
        }
    }
}
