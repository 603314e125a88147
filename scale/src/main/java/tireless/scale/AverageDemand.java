package tireless.scale;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import tireless.model.scaling.Requests;
import tireless.scale.Demand.Activity;
import tireless.scale.own.OwnTrigger;
import tireless.scale.own.OwnTrigger.Target;

/**
 * What a use of each replica asks for, by the rules of Kubernetes: replicas that are not ready or that nobody measured count so that the
 * change is smaller, and never so that its direction turns.
 */
final class AverageDemand {
    private final int current;
    private final List<ReplicaLoad> loads;
    private final Tolerance tolerance;

    AverageDemand(Observed observed, Tolerance tolerance) {
        this.current = observed.replicas();
        this.loads = observed.loads();
        this.tolerance = tolerance;
    }

    /** What one measure of all replicas is to be, and how people are told of it. */
    private record Aim(double target, double forMissing, boolean wholePercent, double base, String unit) {}

    Demand usage(String trigger, OwnTrigger.Usage usage, Requests base) {
        boolean cpu = usage.resource() == OwnTrigger.Resource.CPU;
        Function<ReplicaLoad, OptionalDouble> used = cpu ? ReplicaLoad::milliCores : AverageDemand::bytes;
        double request = Math.max(1, cpu ? base.milliCores() : base.memory());
        Aim aim = switch (usage.target()) {
            case Target.Utilization(int percent) ->
                new Aim(percent, Math.max(100, percent), true, request, cpu ? "m" : " bytes");
            case Target.Average(double amount) -> new Aim(amount, amount, false, 1, cpu ? "m" : " bytes");
        };
        return of(trigger, used, aim, Activity.SILENT);
    }

    Demand throughput(String trigger, OwnTrigger.Throughput throughput) {
        double perReplica = throughput.perReplica();
        return of(
                trigger,
                ReplicaLoad::perSecond,
                new Aim(perReplica, perReplica, false, 1, "/s"),
                activityOfThroughput());
    }

    private Activity activityOfThroughput() {
        if (loads.stream().anyMatch(load -> load.perSecond().orElse(0) > 0)) {
            return Activity.ACTIVE;
        }
        boolean allKnown = loads.stream().allMatch(load -> load.perSecond().isPresent());
        return allKnown && (current == 0 || !loads.isEmpty()) ? Activity.INACTIVE : Activity.UNKNOWN;
    }

    private Demand of(String trigger, Function<ReplicaLoad, OptionalDouble> measure, Aim aim, Activity activity) {
        if (current == 0) {
            return new Demand.None(trigger, activity, "nothing runs that it could be measured of");
        }
        List<ReplicaLoad> ready = loads.stream().filter(ReplicaLoad::ready).toList();
        double[] known = ready.stream()
                .map(measure)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .map(value -> Double.isNaN(value) ? 0 : Math.clamp(value, 0, 1e18))
                .toArray();
        if (known.length == 0) {
            Activity unknown = activity == Activity.SILENT ? Activity.SILENT : Activity.UNKNOWN;
            return new Demand.Unknown(trigger, unknown, "not known of any of %s".formatted(Figures.replicas(current)));
        }
        Sample sample = new Sample(
                Arrays.stream(known).sum(), known.length, ready.size() - known.length, loads.size() - ready.size());
        return new Demand.Known(trigger, wanted(sample, aim), activity, text(sample, aim));
    }

    /** How many were measured, ready but not measured, and not ready. */
    private record Sample(double total, int known, int missing, int unready) {}

    private int wanted(Sample sample, Aim aim) {
        double ratio = ratio(sample.total(), sample.known(), aim);
        boolean unreadyCount = sample.unready() > 0 && ratio > 1;
        if (!unreadyCount && sample.missing() == 0) {
            return tolerance.bears(ratio) ? current : towards(ratio, Tolerance.ceil(ratio * sample.known()));
        }
        double total = ratio < 1
                ? sample.total() + sample.missing() * aim.forMissing() / (aim.wholePercent() ? 100 : 1) * aim.base()
                : sample.total();
        int counted = sample.known() + (ratio == 1 ? 0 : sample.missing()) + (unreadyCount ? sample.unready() : 0);
        double careful = ratio(total, counted, aim);
        if (tolerance.bears(careful) || (ratio < 1 && careful > 1) || (ratio > 1 && careful < 1)) {
            return current;
        }
        return towards(careful, Tolerance.ceil(careful * counted));
    }

    private int towards(double ratio, int wanted) {
        return ratio < 1 ? Math.min(current, wanted) : Math.max(current, wanted);
    }

    private static double ratio(double total, int count, Aim aim) {
        double average = total / count;
        // Kubernetes counts whole percents, and cuts off the rest.
        return aim.wholePercent() ? Math.floor(average * 100 / aim.base()) / aim.target() : average / aim.target();
    }

    private String text(Sample sample, Aim aim) {
        double average = sample.total() / sample.known();
        String left = sample.missing() + sample.unready() == 0
                ? ""
                : " (%d not measured, %d not ready)".formatted(sample.missing(), sample.unready());
        int wanted = wanted(sample, aim);
        String used = aim.wholePercent()
                ? "%s of %s%s = %s %% of the request, target %s %%"
                        .formatted(
                                Figures.of(average),
                                Figures.of(aim.base()),
                                aim.unit(),
                                Figures.of(Math.floor(average * 100 / aim.base())),
                                Figures.of(aim.target()))
                : "%s%s each, target %s%s"
                        .formatted(Figures.of(average), aim.unit(), Figures.of(aim.target()), aim.unit());
        return "%s: %d × %s%s → %d"
                .formatted(used, sample.known(), Figures.of(ratio(sample.total(), sample.known(), aim)), left, wanted);
    }

    private static OptionalDouble bytes(ReplicaLoad load) {
        return load.memory().isPresent()
                ? OptionalDouble.of((double) load.memory().getAsLong())
                : OptionalDouble.empty();
    }
}
