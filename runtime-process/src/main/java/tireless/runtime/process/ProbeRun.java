package tireless.runtime.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tireless.linux.EventLoop;
import tireless.linux.Pidfd;
import tireless.linux.Pipe;
import tireless.linux.ProcessStat;
import tireless.linux.Spawn;
import tireless.model.Now;
import tireless.model.TimeSource;
import tireless.runtime.ProbeResult;

/** One run of a probe, from its first process to the last. */
final class ProbeRun {
    private static final int TAKEN_AT_ONCE = 65_536;
    private static final Duration FIRST_LOOK = Duration.ofMillis(5);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How late this program may be on a busy machine; later means that it did not run. */
    private static final Duration LATE = Duration.ofSeconds(1);

    /** Finds what a run has begun. */
    @FunctionalInterface
    interface Finder {
        /** The living processes that are of the session of {@code leader}, or carry its mark. */
        List<ProcessStat> find(ProcessStat leader) throws IOException;
    }

    private final TimeSource time;
    private final EventLoop loop;
    private final Culling culling;
    private final Finder finder;
    private final ProbeOutput output;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private @Nullable ProcessStat leader;
    private boolean ended;

    ProbeRun(TimeSource time, EventLoop loop, Culling culling, Finder finder, ProbeOutput output) {
        this.time = time;
        this.loop = loop;
        this.culling = culling;
        this.finder = finder;
        this.output = output;
    }

    /**
     * Runs it to its end. Called once.
     *
     * @throws IOException if the machine could not run it
     */
    ProbeResult run(String script, KeeperOrder order, Duration timeout) throws IOException {
        try (Pipe orders = Pipe.open();
                Pipe words = Pipe.open()) {
            Optional<Pidfd> begun = begin(script, orders, words);
            if (begun.isEmpty()) {
                return ended();
            }
            Pidfd child = begun.get();
            boolean watched = false;
            boolean inTime = false;
            OptionalInt status = OptionalInt.empty();
            try {
                loop.once(child.descriptor(), () -> over.complete(null));
                watched = true;
                inTime = order(orders, order) && await(words, timeout);
            } finally {
                if (clear() instanceof Culling.Outcome.Gone) {
                    child.awaitEnd(PATIENCE);
                    status = child.reapWithStatus();
                }
                output.add(words.readAtOnce(TAKEN_AT_ONCE));
                if (!watched) {
                    over.complete(null);
                }
                var _ = over.thenRun(() -> release(child));
            }
            return result(inTime, status, timeout);
        }
    }

    /** It may be over only now, where it did not end although it was killed. */
    private static void release(Pidfd child) {
        try (child) {
            child.reap();
        } catch (IOException failure) {
            // Its zombie stays until this process ends.
        }
    }

    private synchronized Optional<Pidfd> begin(String script, Pipe orders, Pipe words) throws IOException {
        if (ended) {
            return Optional.empty();
        }
        long pid = new Spawn(List.of(Keeper.SHELL, script), orders.reading(), words.writing()).start();
        orders.reading().close();
        words.writing().close();
        leader = ProcessStat.of(pid).orElseThrow(() -> new IOException("its process can not be seen"));
        return Optional.of(Pidfd.open(pid).orElseThrow(() -> new IOException("its process can not be held")));
    }

    private static boolean order(Pipe orders, KeeperOrder order) throws IOException {
        boolean read = orders.write(order.script(), PATIENCE);
        orders.writing().close();
        return read;
    }

    /** Whether it ended in time; a time in which this program did not run is not counted. */
    private boolean await(Pipe words, Duration timeout) throws IOException {
        Duration left = timeout;
        Duration look = FIRST_LOOK;
        while (left.isPositive()) {
            Duration slice = look.compareTo(left) < 0 ? look : left;
            Now before = time.now();
            if (isOver(slice)) {
                return true;
            }
            if (isEnded()) {
                return false;
            }
            output.add(words.readAtOnce(TAKEN_AT_ONCE));
            Duration passed = time.now().since(before.sinceBoot());
            left = left.minus(passed.compareTo(slice.plus(LATE)) > 0 ? slice : passed);
            look = look.multipliedBy(2).compareTo(LONGEST_LOOK) < 0 ? look.multipliedBy(2) : LONGEST_LOOK;
        }
        return over.isDone();
    }

    private boolean isOver(Duration within) {
        try {
            over.get(within.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private ProbeResult result(boolean inTime, OptionalInt status, Duration timeout) {
        if (isEnded()) {
            return ended();
        }
        if (!inTime) {
            return new ProbeResult.TimedOut(timeout, output.text());
        }
        if (!output.isRunning() || status.isEmpty()) {
            return new ProbeResult.Unclear("it could not be run beside the worker");
        }
        return status.getAsInt() == 0
                ? new ProbeResult.Passed()
                : new ProbeResult.Failed(status.getAsInt(), output.text());
    }

    private static ProbeResult ended() {
        return new ProbeResult.Unclear("the attempt is over");
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    /** Kills it with all that it has begun, and lets nothing of it begin; harmless if it is over. */
    void end() throws IOException {
        synchronized (this) {
            ended = true;
        }
        clear();
    }

    private synchronized Culling.Outcome clear() throws IOException {
        ProcessStat first = leader;
        return first == null ? Culling.Outcome.Gone.NOBODY : culling.cull(() -> members(first), _ -> {});
    }

    /** The leader is named for itself: it may not have joined the control group yet. */
    private List<ProcessStat> members(ProcessStat first) throws IOException {
        List<ProcessStat> members = new ArrayList<>(finder.find(first));
        if (members.stream().noneMatch(member -> member.pid() == first.pid())) {
            first.again().ifPresent(members::add);
        }
        return members;
    }
}
