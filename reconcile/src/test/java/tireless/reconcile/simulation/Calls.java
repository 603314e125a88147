package tireless.reconcile.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.ProbeKind;
import tireless.model.SlotId;
import tireless.model.TirelessException;
import tireless.reconcile.Message;
import tireless.reconcile.act.Effects;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;

/** The calls of one control plane: they take their time, and go wrong. What was begun goes on after its death; answers do not. */
final class Calls implements Effects {
    private static final int QUICK = 20;
    private static final int SLOW = 5000;
    private static final int MINUTES = 150_000;

    private final World world;
    private final Dice dice;
    private final int controlPlane;

    Calls(World world, int controlPlane) {
        this.world = world;
        this.dice = world.dice;
        this.controlPlane = controlPlane;
    }

    @Override
    public void start(StartRequest request) {
        String version = request.run().command().get(1);
        Sort sort = Sort.of(request.run().command());
        Copy process = new Copy(
                request.attempt(), request.record(), version, world.time.now().boot(), sort, habit(sort));
        world.add(process);
        if (dice.fault(Fault.LATE_START, 0.03)) {
            answer(process, new StartResult.Unclear("the keeper said nothing"));
            world.later(MINUTES, () -> begin(process));
        } else {
            world.later(dice.fault(Fault.SLOW_START, 0.03) ? MINUTES : QUICK, () -> beginAndAnswer(process));
        }
    }

    private Copy.Habit habit(Sort sort) {
        if (sort == Sort.BEATING) {
            return dice.fault(Fault.HANG, 0.3) ? Copy.Habit.HANGING : Copy.Habit.BEATING;
        }
        if (dice.fault(Fault.STUCK, 0.2)) {
            return Copy.Habit.STUCK;
        }
        return switch (dice.upTo(2)) {
            case 0 -> Copy.Habit.SILENT;
            case 1 -> Copy.Habit.IDLE;
            default -> Copy.Habit.BUSY;
        };
    }

    private void begin(Copy process) {
        if (!process.voided) {
            process.pending = false;
            world.begin(process);
        }
    }

    private void beginAndAnswer(Copy process) {
        if (process.voided) {
            answer(process, new StartResult.Unclear("it was given up meanwhile"));
        } else if (dice.fault(Fault.NOT_STARTED, 0.1)) {
            process.pending = false;
            process.hasFolder = dice.chance(0.5);
            process.exit = new Exit.NotStarted("no such command");
            answer(process, new StartResult.NotStarted("no such command"));
        } else {
            begin(process);
            answer(
                    process,
                    dice.fault(Fault.UNCLEAR_START, 0.1)
                            ? new StartResult.Unclear("the keeper said nothing")
                            : new StartResult.Started(process.id.number(), List.of()));
        }
    }

    private void answer(Copy process, StartResult result) {
        news(new Message.StartFinished(process.id, result));
    }

    private void news(Message.News news) {
        world.later(5, () -> {
            if (world.isConnected(controlPlane)) {
                world.tell(news);
            }
        });
    }

    @Override
    public void probe(ProbeKind kind, ProbeRequest request) {
        String probe = world.probeBegins(request.attempt(), kind, controlPlane);
        world.later(
                dice.fault(Fault.SLOW_PROBE, 0.05) ? SLOW : QUICK,
                () -> world.later(QUICK, () -> probed(probe, request.attempt(), kind, request.timeout())));
    }

    private void probed(String begun, AttemptId attempt, ProbeKind kind, Duration timeout) {
        if (world.isConnected(controlPlane)) {
            ProbeResult result = probe(attempt, kind, timeout);
            world.probeEnds(begun, attempt, kind, controlPlane, result);
            world.tell(new Message.ProbeFinished(attempt, kind, result));
        }
    }

    private ProbeResult probe(AttemptId attempt, ProbeKind kind, Duration timeout) {
        Optional<Copy> process = world.process(attempt).filter(copy -> copy.alive);
        if (process.isEmpty()) {
            return new ProbeResult.Unclear("it is not there");
        }
        if (dice.fault(Fault.PROBE_UNCLEAR, 0.05)) {
            return new ProbeResult.Unclear("there is no room for a process");
        }
        if (!process.get().health.passes(kind)) {
            return switch (dice.upTo(2)) {
                case 0 -> new ProbeResult.Failed(1, "no");
                case 1 -> new ProbeResult.TimedOut(timeout, "");
                default -> new ProbeResult.NotRun("no such command");
            };
        }
        return dice.fault(Fault.PROBE_FAILS, 0.1) ? new ProbeResult.Failed(1, "no") : new ProbeResult.Passed();
    }

    @Override
    public void settle(AttemptId attempt) {
        world.later(dice.fault(Fault.SLOW_SETTLE, 0.03) ? MINUTES : 5, () -> {
            Optional<Copy> process = world.process(attempt);
            Verdict verdict = process.map(world::verdict)
                    .orElse(new Verdict.Dead(new Exit.NotStarted("nothing is known of this attempt"), 0));
            news(new Message.SettleFinished(attempt, verdict));
        });
    }

    @Override
    public void remember(AttemptId attempt, SettledEnd end) {
        if (dice.fault(Fault.FORGOTTEN_END, 0.05)) {
            world.forget(attempt);
        } else {
            world.remember(attempt, end);
        }
    }

    @Override
    public void noteWatchdog(AttemptId attempt, Duration interval) {
        throw new AssertionError("nobody asks for heartbeats in this world: " + attempt + interval);
    }

    @Override
    public void terminate(AttemptId attempt) {
        if (!dice.fault(Fault.DEAF, 0.2) && !dice.fault(Fault.LOST_SIGNAL, 0.1)) {
            end(attempt, 3000, new Exit.Killed(15));
        }
    }

    @Override
    public void hold(AttemptId attempt, List<String> endpoints) {
        if (!dice.fault(Fault.NOT_HELD, 0.05)) {
            world.process(attempt).ifPresent(process -> process.heldFor = endpoints);
        }
        terminate(attempt);
    }

    @Override
    public void kill(AttemptId attempt) {
        if (!dice.fault(Fault.LOST_SIGNAL, 0.1)) {
            end(attempt, dice.fault(Fault.SLOW_KILL, 0.1) ? 30_000 : QUICK, new Exit.Killed(9));
        }
    }

    private void end(AttemptId attempt, int millis, Exit exit) {
        world.later(millis, () -> world.process(attempt).ifPresent(process -> world.end(process, exit)));
    }

    @Override
    public void remove(SlotId slot) {
        if (dice.fault(Fault.STUCK_RECORDS, 0.03)) {
            throw TirelessException.failed("read-only file system");
        }
        world.remove(slot);
    }
}
