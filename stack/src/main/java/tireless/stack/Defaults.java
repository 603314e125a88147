package tireless.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tireless.manifest.kind.Amounts;
import tireless.manifest.kind.AutoscaleSection;
import tireless.manifest.kind.ProbeSection;
import tireless.manifest.kind.Resources;
import tireless.manifest.kind.TirelessSection;
import tireless.manifest.kind.TirelessSection.Stall;
import tireless.manifest.kind.WorkerSection;
import tireless.manifest.value.Quantity;
import tireless.model.Limits;
import tireless.model.Probe;
import tireless.model.Probes;
import tireless.model.RestartPolicy;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.scaling.Sizing;

/** What holds where the manifest says nothing. */
final class Defaults {
    private Defaults() {}

    /** One replica; none for a dry run. */
    static int replicas(WorkerSection worker) {
        boolean dry = worker.task().execution().dryRun().orElse(false);
        return dry ? 0 : worker.scaling().replicas().orElse(1);
    }

    static Limits limits(Resources resources) {
        return new Limits(bytes(resources.limits()), millis(resources.limits()));
    }

    static SetAside requests(Resources resources) {
        return new SetAside(bytes(resources.requests()), millis(resources.requests()));
    }

    private static OptionalLong bytes(Amounts amounts) {
        return amounts.memory().map(Quantity::units).orElse(OptionalLong.empty());
    }

    private static OptionalLong millis(Amounts amounts) {
        return amounts.cpu().map(Quantity::thousandths).orElse(OptionalLong.empty());
    }

    static StopPolicy stop(TirelessSection tireless, boolean wholeGroup) {
        Duration grace = tireless.terminationGracePeriodSeconds().isPresent()
                ? Duration.ofSeconds(tireless.terminationGracePeriodSeconds().getAsInt())
                : StopPolicy.DEFAULT.grace();
        return new StopPolicy(grace, wholeGroup);
    }

    static Duration drain(TirelessSection tireless) {
        return tireless.drain().flatMap(AutoscaleSection.Drain::timeout).orElse(Sizing.DRAIN);
    }

    /** The usual delays; a pair that contradicts itself was reported, and counts as not written. */
    static RestartPolicy restart(TirelessSection tireless) {
        Duration initial =
                tireless.restart().flatMap(TirelessSection.Restart::initial).orElse(RestartPolicy.DEFAULT.initial());
        Duration max = tireless.restart().flatMap(TirelessSection.Restart::max).orElse(RestartPolicy.DEFAULT.max());
        return initial.compareTo(max) > 0 ? RestartPolicy.DEFAULT : new RestartPolicy(initial, max);
    }

    static Probes probes(TirelessSection tireless) {
        return new Probes(
                tireless.probes().startup().flatMap(Defaults::probe),
                tireless.probes().readiness().flatMap(Defaults::probe),
                tireless.probes().liveness().flatMap(Defaults::probe));
    }

    /** None where it has no command: that was reported. */
    private static Optional<Probe> probe(ProbeSection written) {
        return Optional.of(written.command())
                .filter(command -> !command.isEmpty())
                .map(command -> new Probe(
                        command,
                        seconds(written.initialDelaySeconds()).orElse(Probe.DEFAULT_INITIAL_DELAY),
                        seconds(written.periodSeconds()).orElse(Probe.DEFAULT_PERIOD),
                        seconds(written.timeoutSeconds()).orElse(Probe.DEFAULT_TIMEOUT),
                        written.threshold().success().orElse(Probe.DEFAULT_SUCCESS_THRESHOLD),
                        written.threshold().failure().orElse(Probe.DEFAULT_FAILURE_THRESHOLD),
                        seconds(written.terminationGracePeriodSeconds())));
    }

    private static Optional<Duration> seconds(OptionalInt written) {
        return written.isPresent() ? Optional.of(Duration.ofSeconds(written.getAsInt())) : Optional.empty();
    }

    static StallPolicy stall(TirelessSection tireless) {
        return new StallPolicy(
                tireless.stallAfter().map(Stall::after).orElse(StallPolicy.DEFAULT.stallAfter()), tireless.watchdog());
    }
}
