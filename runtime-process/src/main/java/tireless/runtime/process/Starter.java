package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.Network;
import tireless.model.Now;
import tireless.model.RunSpec;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.runtime.process.account.Accounts;
import tireless.runtime.process.account.Becoming;
import tireless.runtime.process.account.Owner;
import tireless.runtime.process.provision.Fitted;
import tireless.runtime.process.provision.ProcessOutfit;

/** Brings an attempt into being: a keeper in its control groups, their limits, its folder, its order. */
final class Starter {
    /** In which the worker gets the processor that it was given up for. */
    private static final Duration BREATH = Duration.ofMillis(10);

    private final Home home;
    private final TimeSource time;
    private final WorkerEnvironment environment;
    private final CgroupTree cgroups;
    private final BlankFolder blank;
    private final Keepers keepers;
    private final Settlement settlement;
    private final ProcessOutfit outfit;
    private final OwnNetwork ownNetwork = new OwnNetwork();
    private final Accounts accounts = new Accounts();

    Starter(
            Home home,
            TimeSource time,
            WorkerEnvironment environment,
            CgroupTree cgroups,
            BlankFolder blank,
            Keepers keepers,
            Settlement settlement,
            ProcessOutfit outfit) {
        this.home = home;
        this.time = time;
        this.environment = environment;
        this.cgroups = cgroups;
        this.blank = blank;
        this.keepers = keepers;
        this.settlement = settlement;
        this.outfit = outfit;
    }

    StartResult start(StartRequest request, NotifySockets sockets) throws IOException {
        RunSpec run = request.run();
        if (run.image().isPresent()) {
            // It is the client of an engine, and runs as this program does; whom it is told by may be another account.
            Path socket = sockets.open(request.attempt().slot(), Accounts.inImage(run.account()), true);
            return start(request, Optional.empty(), socket);
        }
        return switch (accounts.find(run.account())) {
            case Accounts.Standing.Same() ->
                start(request, Optional.empty(), sockets.open(request.attempt().slot(), Optional.empty(), false));
            case Accounts.Standing.Other(Becoming other) -> startAs(other, request, sockets);
            case Accounts.Standing.Refused(String cause) -> new StartResult.NotStarted(cause);
        };
    }

    private StartResult startAs(Becoming other, StartRequest request, NotifySockets sockets) throws IOException {
        SlotId slot = request.attempt().slot();
        StartResult result = start(request, Optional.of(other), sockets.open(slot, Optional.of(other.owner()), false));
        if (result instanceof StartResult.NotStarted) {
            sockets.closeForOthers(slot);
        }
        return result;
    }

    private StartResult start(StartRequest request, Optional<Becoming> other, Path notifySocket) {
        AttemptId attempt = request.attempt();
        StartResult result = switch (outfit.fit(attempt, request.run(), other.map(Becoming::owner))) {
            case ProcessOutfit.Outcome.Fit(Fitted fitted) -> start(request, fitted, other, notifySocket);
            case ProcessOutfit.Outcome.Unfit(String cause) -> new StartResult.NotStarted(cause);
        };
        if (result instanceof StartResult.NotStarted) {
            outfit.end(attempt);
        }
        return result;
    }

    private StartResult start(StartRequest request, Fitted fitted, Optional<Becoming> other, Path notifySocket) {
        AttemptId attempt = request.attempt();
        RunSpec run = fitted.run();
        Map<String, String> variables = environment.of(run, other, home.token(attempt), Optional.of(notifySocket));
        Optional<String> problem = problem(fitted, other, variables);
        if (problem.isPresent()) {
            return new StartResult.NotStarted(problem.get());
        }
        List<String> network;
        try {
            switch (way(run.network(), other.isPresent())) {
                case OwnNetwork.Way.Open(List<String> before) -> network = before;
                case OwnNetwork.Way.Closed(String cause) -> {
                    return new StartResult.NotStarted("`network: none` can not be kept: " + cause);
                }
            }
        } catch (IOException failure) {
            return new StartResult.NotStarted("`network: none` can not be kept: " + failure.getMessage());
        }
        LateVariables launched = LateVariables.of(
                Stream.concat(network.stream(), fitted.before().stream()).toList(), other, run.command(), variables);
        cgroups.expect(run.limits());
        Keeper keeper;
        try {
            keeper = keepers.take();
        } catch (IOException failure) {
            return new StartResult.NotStarted("its keeper could not be started: " + failure.getMessage());
        }
        CgroupTree.Groups groups = cgroups.prepare(attempt.slot(), run.limits(), keeper.blank());
        StartNote note = note(request, groups, fitted);
        Order order = new Order(
                keeper,
                launched.command(),
                run.workingDirectory(),
                launched.environment(),
                groups,
                other.map(Becoming::owner));
        return start(attempt, note, order);
    }

    /** What would make it fail, for people; empty if nothing would. */
    private static Optional<String> problem(Fitted fitted, Optional<Becoming> other, Map<String, String> variables) {
        Optional<String> problem =
                CommandCheck.problem(fitted.onMachine(), fitted.run().workingDirectory(), variables);
        if (problem.isPresent() || other.isEmpty()) {
            return problem;
        }
        String program = fitted.run().command().getFirst();
        // Mounts take longer than all the rest, and are made only to see what is not there without them.
        boolean mounted = !fitted.onMachine().getFirst().equals(program);
        return other.get()
                .hindrance(
                        mounted ? fitted.before() : List.of(),
                        program,
                        fitted.run().workingDirectory(),
                        variables.getOrDefault("PATH", CommandCheck.DEFAULT_PATH));
    }

    /** What is run by whom, and in which control groups. */
    private record Order(
            Keeper keeper,
            List<String> command,
            Path workingDirectory,
            Map<String, String> variables,
            CgroupTree.Groups groups,
            Optional<Owner> owner) {
        KeeperOrder in(AttemptFolder folder) {
            return new KeeperOrder(folder, groups.joining(), command, workingDirectory, variables);
        }
    }

    private StartResult start(AttemptId attempt, StartNote note, Order order) {
        AttemptFolder folder = home.folder(attempt);
        try {
            blank.become(folder, note);
            if (order.owner().isPresent()) {
                // By /dev/stdout it is opened once more.
                order.owner().get().take(folder.log());
            }
        } catch (FileAlreadyExistsException anotherStart) {
            dismiss(order.keeper(), anotherStart);
            return new StartResult.NotStarted("an attempt of this number has been started before");
        } catch (IOException failure) {
            dismiss(order.keeper(), failure);
            return notStarted(folder, "its folder could not be made", failure);
        }
        order.groups().leaf().ifPresent(leaf -> cgroups.leaves().hold(attempt.slot(), leaf));
        Keeper.News news;
        try {
            news = keepers.order(order.in(folder), order.keeper());
        } catch (IOException failure) {
            return notStarted(folder, "its keeper could not be started", failure);
        }
        Thread.ofVirtual().name("next start").start(this::prepare);
        return switch (news) {
            case Keeper.News.Running(long pid) -> new StartResult.Started(pid, note.warnings(), note.remarks());
            case Keeper.News.Silent(), Keeper.News.Gone() -> silent(attempt, note);
            case Keeper.News.Late(Keeper keeper) -> late(attempt, keeper, note);
        };
    }

    private OwnNetwork.Way way(Network network, boolean asRoot) throws IOException {
        return switch (network) {
            case NONE -> ownNetwork.find(asRoot);
            case HOST, OUTBOUND -> new OwnNetwork.Way.Open(List.of());
        };
    }

    private StartResult late(AttemptId attempt, Keeper keeper, StartNote note) {
        try (keeper) {
            StartResult result = silent(attempt, note);
            if (result instanceof StartResult.NotStarted) {
                // It came too late for the claim, and would be left behind.
                keeper.kill();
            }
            return result;
        } catch (IOException failure) {
            return new StartResult.Unclear("its keeper does not answer: " + failure.getMessage());
        }
    }

    /** What no decision has a part in is done before the next start, and after this one. */
    private void prepare() {
        LockSupport.parkNanos(BREATH.toNanos());
        try {
            cgroups.leaves().tidy();
            keepers.prepare();
            blank.prepare();
        } catch (IOException failure) {
            // The next start does it itself, and can say what hinders it.
        }
    }

    private StartNote note(StartRequest request, CgroupTree.Groups groups, Fitted fitted) {
        Now now = time.now();
        return new StartNote(
                request.record(),
                now.sinceBoot(),
                now.boot(),
                request.run().stop().wholeGroup(),
                groups.leaf().map(Leaf::path),
                groups.memory(),
                Stream.of(groups.warnings(), fitted.warnings(), request.warnings())
                        .flatMap(List::stream)
                        .toList(),
                Stream.concat(fitted.paths().map(way -> "paths: " + way).stream(), request.remarks().stream())
                        .toList());
    }

    private void dismiss(Keeper unused, IOException failure) {
        try {
            keepers.dismiss(unused);
        } catch (IOException alsoBroken) {
            failure.addSuppressed(alsoBroken);
        }
    }

    private static StartResult notStarted(AttemptFolder folder, String what, IOException failure) {
        try {
            // Should a keeper have come to life after all, it finds no folder to claim.
            Home.removeTree(folder.path());
        } catch (IOException alsoBroken) {
            failure.addSuppressed(alsoBroken);
        }
        return new StartResult.NotStarted(what + ": " + failure.getMessage());
    }

    private StartResult silent(AttemptId attempt, StartNote note) {
        try {
            return switch (settlement.settle(attempt)) {
                case Verdict.Alive(long pid) -> new StartResult.Started(pid, note.warnings(), note.remarks());
                case Verdict.Dead(Exit.NotStarted(String cause), var _) -> new StartResult.NotStarted(cause);
                case Verdict.Dead(var _, var _) -> new StartResult.Unclear("its keeper was killed during the start");
                case Verdict.Undecided(String cause) -> new StartResult.Unclear(cause);
            };
        } catch (IOException failure) {
            return new StartResult.Unclear("its folder can not be read: " + failure.getMessage());
        }
    }
}
