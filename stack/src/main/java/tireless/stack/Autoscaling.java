package tireless.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.manifest.kind.AutoScaling;
import tireless.manifest.kind.AutoscaleSection;
import tireless.manifest.kind.AutoscaleSection.BehaviorSection;
import tireless.manifest.kind.AutoscaleSection.FallbackSection;
import tireless.manifest.kind.AutoscaleSection.PolicySection;
import tireless.manifest.kind.AutoscaleSection.RulesSection;
import tireless.manifest.kind.Resources;
import tireless.manifest.kind.TriggerSection;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.value.Quantity;
import tireless.manifest.yaml.Scalar;
import tireless.model.Location;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Fallback;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.model.scaling.Scaling;

/** How the count of a worker follows its load, of what DataOS, KEDA and Tireless's own attributes say together. */
final class Autoscaling {
    private static final String CODE = "bad-value";
    private static final String SECTION = "worker";
    private static final String OWN = "tireless";
    private static final String BACKLOG = "backlog";
    private static final int MOST_BY_DEFAULT = 100;
    /** DataOS and Kubernetes aim at it where only that it scales is said. */
    private static final int USUAL_PERCENTAGE = 80;

    private final WorkerManifest manifest;
    private final Optional<AutoScaling> byUse;
    private final AutoscaleSection own;
    private final TriggerRules rules;
    private final ResolveContext context;

    private Autoscaling(WorkerManifest manifest, TriggerRules rules, ResolveContext context) {
        this.manifest = manifest;
        this.byUse = manifest.worker()
                .scaling()
                .autoScaling()
                .filter(scaling -> scaling.enabled().orElse(true));
        this.own = manifest.worker().tireless().scaling();
        this.rules = rules;
        this.context = context;
    }

    /** Empty where nothing scales it, or where what is written can not be used, which is reported. */
    static Optional<Scaling> of(WorkerManifest manifest, TriggerRules rules, ResolveContext context) {
        if (manifest.worker().task().execution().dryRun().orElse(false)) {
            return Optional.empty();
        }
        return new Autoscaling(manifest, rules, context).scaling();
    }

    /** The count to begin with: as written, else the fewest. */
    static int begin(Scaling scaling, OptionalInt replicas) {
        int asked = replicas.orElse(scaling.bounds().floor());
        return Math.clamp(asked, scaling.bounds().floor(), scaling.bounds().most());
    }

    private Optional<Scaling> scaling() {
        List<ScaleTrigger> triggers = new ArrayList<>();
        byUse.ifPresent(scaling -> triggers.addAll(ofUse(scaling)));
        own.triggers().forEach(written -> trigger(written).ifPresent(triggers::add));
        own.drain().flatMap(Autoscaling::drain).ifPresent(triggers::add);
        checkBacklogs(triggers);
        if (triggers.isEmpty()) {
            warnOfNothing();
            return Optional.empty();
        }
        return bounds(triggers)
                .map(bounds -> new Scaling(
                        bounds,
                        base(),
                        triggers,
                        cadence(),
                        behavior(own.behavior(), Behavior.usual(triggers)),
                        fallback(),
                        own.overrides()));
    }

    private static Optional<ScaleTrigger> drain(AutoscaleSection.Drain drain) {
        if (drain.targetSeconds().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("targetSeconds", Integer.toString(drain.targetSeconds().getAsInt()));
        drain.backlog().ifPresent(name -> metadata.put(BACKLOG, name.text()));
        return Optional.of(plain(ScaleTrigger.DRAIN, metadata, MetricType.AVERAGE_VALUE));
    }

    /** What a drain takes for its backlog is one of the triggers that are asked outside. */
    private void checkBacklogs(List<ScaleTrigger> triggers) {
        List<String> names = own.triggers().stream()
                .flatMap(trigger -> trigger.name().stream())
                .map(Scalar::text)
                .toList();
        for (ScaleTrigger trigger : triggers) {
            String source = trigger.metadata().getOrDefault(BACKLOG, "");
            if (trigger.type().equals(ScaleTrigger.DRAIN) && !source.isEmpty() && !names.contains(source)) {
                context.problems()
                        .error(
                                CODE,
                                own.drain()
                                        .flatMap(AutoscaleSection.Drain::backlog)
                                        .filter(written -> written.text().equals(source))
                                        .map(Scalar::at)
                                        .orElse(manifest.at(SECTION, OWN)),
                                "there is no trigger called `%s`, so nobody says how much waits".formatted(source),
                                names.isEmpty()
                                        ? "give the trigger that does a `name:`"
                                        : "triggers with a name: " + String.join(", ", names));
            }
        }
    }

    private void warnOfNothing() {
        AutoscaleSection none = new AutoscaleSection(
                own.drain(),
                own.triggers(),
                AutoscaleSection.NONE.counts(),
                AutoscaleSection.NONE.seconds(),
                Optional.empty(),
                BehaviorSection.NONE,
                AutoscaleSection.NONE.overrides());
        if (own.triggers().isEmpty() && !own.equals(none)) {
            context.problems()
                    .warning(
                            "no-trigger",
                            manifest.at(SECTION, OWN),
                            "nothing scales it, so what is said of scaling has no effect",
                            "add `triggers:`, `drain: {targetSeconds: …}` or `autoScaling:`");
        }
    }

    private static List<ScaleTrigger> ofUse(AutoScaling scaling) {
        List<ScaleTrigger> triggers = new ArrayList<>();
        boolean neither = scaling.targetCpuUtilizationPercentage().isEmpty()
                && scaling.targetMemoryUtilizationPercentage().isEmpty();
        OptionalInt cpu = neither ? OptionalInt.of(USUAL_PERCENTAGE) : scaling.targetCpuUtilizationPercentage();
        cpu.ifPresent(percentage -> triggers.add(ofUse("cpu", percentage)));
        scaling.targetMemoryUtilizationPercentage().ifPresent(percentage -> triggers.add(ofUse("memory", percentage)));
        return triggers;
    }

    private static ScaleTrigger ofUse(String type, int percentage) {
        return plain(type, Map.of("value", Integer.toString(percentage)), MetricType.UTILIZATION);
    }

    private static ScaleTrigger plain(String type, Map<String, String> metadata, MetricType metricType) {
        return new ScaleTrigger(type, Optional.empty(), new TreeMap<>(metadata), metricType, false, Optional.empty());
    }

    private Optional<ScaleTrigger> trigger(TriggerSection written) {
        if (written.type().isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> metadata = new TreeMap<>();
        written.metadata().forEach((key, value) -> metadata.put(key, value.text()));
        ScaleTrigger trigger = new ScaleTrigger(
                written.type().get().text(),
                written.name().map(Scalar::text),
                metadata,
                written.metricType().map(type -> metricType(type.text())).orElse(MetricType.AVERAGE_VALUE),
                written.useCachedMetrics().orElse(false),
                written.authentication()
                        .map(reference -> new AuthenticationRef(
                                reference.name(),
                                reference
                                        .kind()
                                        .filter("ClusterTriggerAuthentication"::equals)
                                        .isPresent())));
        boolean usable = true;
        for (TriggerRules.Flaw flaw : rules.check(trigger)) {
            report(flaw, place(flaw, written));
            usable &= !flaw.severe();
        }
        return usable ? Optional.of(trigger) : Optional.empty();
    }

    private static MetricType metricType(String written) {
        return switch (written) {
            case "Value" -> MetricType.VALUE;
            case "Utilization" -> MetricType.UTILIZATION;
            default -> MetricType.AVERAGE_VALUE;
        };
    }

    private void report(TriggerRules.Flaw flaw, Location at) {
        if (flaw.severe()) {
            context.problems().error(flaw.code(), at, flaw.what(), flaw.hint());
        } else {
            context.problems().warning(flaw.code(), at, flaw.what(), flaw.hint());
        }
    }

    private static Location place(TriggerRules.Flaw flaw, TriggerSection written) {
        return flaw.key()
                .flatMap(key -> Optional.ofNullable(written.metadata().get(key)))
                .or(flaw.key().isPresent() ? Optional::empty : written::type)
                .map(Scalar::at)
                .orElse(written.at());
    }

    private Optional<Bounds> bounds(List<ScaleTrigger> triggers) {
        boolean fromOutside = triggers.stream().anyMatch(trigger -> !trigger.isOfReplicas());
        OptionalInt least = agreed("minReplicaCount", own.counts().least(), "minReplicas", minReplicas());
        OptionalInt most = agreed("maxReplicaCount", own.counts().most(), "maxReplicas", maxReplicas());
        int fewest = least.orElse(fromOutside ? 0 : 1);
        int largest = most.orElse(Math.max(MOST_BY_DEFAULT, fewest));
        OptionalInt idle = own.counts().idle();
        if (fewest > largest) {
            if (!saidByReader()) {
                context.problems()
                        .error(
                                CODE,
                                manifest.at(SECTION, OWN),
                                "the fewest replicas, %d, are more than the most, %d".formatted(fewest, largest),
                                "lower the one or raise the other");
            }
            return Optional.empty();
        }
        if (!fromOutside && idle.orElse(fewest) == 0) {
            context.problems()
                    .error(
                            "never-wakes",
                            own.counts().least().isPresent() || idle.isPresent()
                                    ? manifest.at(SECTION, OWN)
                                    : manifest.at(SECTION, "autoScaling"),
                            "with no replica there is nothing left to measure: it would never wake",
                            "keep one replica, or add a trigger that is asked elsewhere, as a queue");
            return Optional.empty();
        }
        // What contradicts itself otherwise was reported where it is read.
        return idle.orElse(-1) >= Math.max(fewest, 1)
                ? Optional.empty()
                : Optional.of(new Bounds(fewest, largest, idle));
    }

    /** Whether both numbers stand in one section: where that is read, it is compared. */
    private boolean saidByReader() {
        return isAbove(own.counts().least(), own.counts().most()) || isAbove(minReplicas(), maxReplicas());
    }

    private static boolean isAbove(OptionalInt least, OptionalInt most) {
        return least.isPresent() && most.isPresent() && least.getAsInt() > most.getAsInt();
    }

    private OptionalInt minReplicas() {
        return byUse.map(AutoScaling::minReplicas).orElse(OptionalInt.empty());
    }

    private OptionalInt maxReplicas() {
        return byUse.map(AutoScaling::maxReplicas).orElse(OptionalInt.empty());
    }

    private OptionalInt agreed(String name, OptionalInt ofOwn, String other, OptionalInt ofDataOs) {
        if (ofOwn.isPresent() && ofDataOs.isPresent() && ofOwn.getAsInt() != ofDataOs.getAsInt()) {
            context.problems()
                    .error(
                            CODE,
                            manifest.at(SECTION, "autoScaling"),
                            "`%s` is %d, and `%s` is %d".formatted(other, ofDataOs.getAsInt(), name, ofOwn.getAsInt()),
                            "write one of the two");
        }
        return ofOwn.isPresent() ? ofOwn : ofDataOs;
    }

    /** As in Kubernetes, what has a limit alone requests as much. */
    private Requests base() {
        Resources resources = manifest.worker().task().resources();
        OptionalLong milliCores = resources
                .requests()
                .cpu()
                .or(resources.limits()::cpu)
                .map(Quantity::thousandths)
                .orElse(OptionalLong.empty());
        OptionalLong memory = resources
                .requests()
                .memory()
                .or(resources.limits()::memory)
                .map(Quantity::units)
                .orElse(OptionalLong.empty());
        return new Requests(milliCores.orElse(Requests.DEFAULT.milliCores()), memory.orElse(Requests.DEFAULT.memory()));
    }

    private Cadence cadence() {
        return new Cadence(
                seconds(own.seconds().polling(), Cadence.DEFAULT.polling()),
                seconds(own.seconds().cooldown(), Cadence.DEFAULT.cooldown()),
                seconds(own.seconds().initialCooldown(), Cadence.DEFAULT.initialCooldown()));
    }

    private static Duration seconds(OptionalInt written, Duration otherwise) {
        return written.isPresent() ? Duration.ofSeconds(written.getAsInt()) : otherwise;
    }

    private Optional<Fallback> fallback() {
        return own.fallback().flatMap(Autoscaling::fallback);
    }

    private static Optional<Fallback> fallback(FallbackSection written) {
        if (written.failureThreshold().isEmpty() || written.replicas().isEmpty()) {
            return Optional.empty();
        }
        Fallback.Kind kind = switch (written.behavior().orElse("static")) {
            case "currentReplicas" -> Fallback.Kind.CURRENT_REPLICAS;
            case "currentReplicasIfHigher" -> Fallback.Kind.CURRENT_REPLICAS_IF_HIGHER;
            case "currentReplicasIfLower" -> Fallback.Kind.CURRENT_REPLICAS_IF_LOWER;
            default -> Fallback.Kind.STATIC;
        };
        return Optional.of(new Fallback(
                written.failureThreshold().getAsInt(), written.replicas().getAsInt(), kind));
    }

    private static Behavior behavior(BehaviorSection written, Behavior usual) {
        return new Behavior(rules(written.scaleUp(), usual.scaleUp()), rules(written.scaleDown(), usual.scaleDown()));
    }

    private static Behavior.Rules rules(Optional<RulesSection> written, Behavior.Rules otherwise) {
        return written.map(rules -> new Behavior.Rules(
                        seconds(rules.stabilizationWindowSeconds(), otherwise.stabilization()),
                        rules.selectPolicy().map(Autoscaling::select).orElse(otherwise.select()),
                        rules.policies().isEmpty() ? otherwise.policies() : policies(rules.policies()),
                        rules.tolerance().orElse(otherwise.tolerance())))
                .orElse(otherwise);
    }

    private static Behavior.Select select(String written) {
        return switch (written) {
            case "Min" -> Behavior.Select.MIN;
            case "Disabled" -> Behavior.Select.DISABLED;
            default -> Behavior.Select.MAX;
        };
    }

    private static List<Behavior.Policy> policies(List<PolicySection> written) {
        return written.stream()
                .filter(policy -> policy.type().isPresent()
                        && policy.value().isPresent()
                        && policy.periodSeconds().isPresent())
                .map(policy -> new Behavior.Policy(
                        policy.type().get().equals("Pods") ? Behavior.Unit.PODS : Behavior.Unit.PERCENT,
                        policy.value().getAsInt(),
                        Duration.ofSeconds(policy.periodSeconds().getAsInt())))
                .toList();
    }
}
