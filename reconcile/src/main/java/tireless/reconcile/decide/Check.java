package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Optional;
import tireless.model.Probe;
import tireless.model.ProbeKind;
import tireless.runtime.ProbeResult;

/**
 * How one probe of a living replica stands. All times are since boot.
 *
 * @param successes how many of its last runs passed, in a row
 * @param failures how many failed
 * @param failing whether its last run failed
 * @param begunAt when its last run began; empty before the first
 * @param running whether that is not over yet
 * @param counts whether the result of the one that runs will count
 * @param last what its last run gave, for people
 */
public record Check(
        Standing standing,
        int successes,
        int failures,
        boolean failing,
        Optional<Duration> begunAt,
        boolean running,
        boolean counts,
        String last) {
    /** What the results so far mean, by the thresholds. */
    public enum Standing {
        /** Too few results so far. */
        UNKNOWN,
        PASSES,
        FAILS
    }

    /** Nothing is known yet. */
    public static final Check NONE = new Check(Standing.UNKNOWN, 0, 0, false, Optional.empty(), false, false, "");

    boolean passes() {
        return standing == Standing.PASSES;
    }

    boolean fails() {
        return standing == Standing.FAILS;
    }

    /** What it found, where it fails, for people. */
    public String failure(ProbeKind kind) {
        return failures <= 1
                ? "%s probe failed: %s".formatted(kind.word(), last)
                : "%s probe failed %d times in a row: %s".formatted(kind.word(), failures, last);
    }

    /** When it is to run next; of no meaning while it runs. */
    Duration dueAt(Probe probe, Duration replicaSince) {
        return begunAt.map(at -> at.plus(probe.period())).orElseGet(() -> replicaSince.plus(probe.initialDelay()));
    }

    /** The same with a run under way. */
    public Check begun(Duration at) {
        return new Check(standing, successes, failures, failing, Optional.of(at), true, true, last);
    }

    /** The same with its run over. What is unclear, or does not count, changes no count. */
    public Check heard(Probe probe, ProbeResult result) {
        return switch (result) {
            case ProbeResult.Passed() when counts -> passed(probe, ProbeText.of(result));
            case ProbeResult.Failed _ when counts -> failed(probe, ProbeText.of(result));
            case ProbeResult.TimedOut _ when counts -> failed(probe, ProbeText.of(result));
            case ProbeResult.NotRun _ when counts -> failed(probe, ProbeText.of(result));
            case ProbeResult.Unclear _ when counts -> over(ProbeText.of(result));
            case ProbeResult.Passed _,
                    ProbeResult.Failed _,
                    ProbeResult.TimedOut _,
                    ProbeResult.NotRun _,
                    ProbeResult.Unclear _ -> over(last);
        };
    }

    private Check passed(Probe probe, String text) {
        int row = Math.min(successes + 1, probe.successThreshold());
        Standing next = row >= probe.successThreshold() ? Standing.PASSES : standing;
        return new Check(next, row, 0, false, begunAt, false, false, text);
    }

    private Check failed(Probe probe, String text) {
        int row = Math.min(failures + 1, probe.failureThreshold());
        Standing next = row >= probe.failureThreshold() ? Standing.FAILS : standing;
        return new Check(next, 0, row, true, begunAt, false, false, text);
    }

    private Check over(String text) {
        return new Check(standing, successes, failures, failing, begunAt, false, false, text);
    }

    /** The same, counted from zero; of a run that is under way it can not be said what hindered it. */
    public Check anew() {
        return new Check(standing, 0, 0, failing, begunAt, running, false, last);
    }

    /** That of another probe in its place: one that runs is waited for, and does not count. */
    Check ofAnother() {
        return new Check(Standing.UNKNOWN, 0, 0, false, Optional.empty(), running, false, "");
    }
}
