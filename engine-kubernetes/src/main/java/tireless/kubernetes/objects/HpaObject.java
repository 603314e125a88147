package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicyBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRulesBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTargetBuilder;
import java.math.BigDecimal;
import java.util.Optional;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;

/** The HorizontalPodAutoscaler of a workload that is scaled by its use of processor and memory alone. */
final class HpaObject {
    private HpaObject() {}

    static HorizontalPodAutoscaler of(Wanted wanted, Scaling scaling) {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(wanted.marks().meta(wanted.key().name()))
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind(Controllers.kind(wanted))
                .withName(wanted.key().name())
                .endScaleTargetRef()
                // It can not go to none: nothing would be left to measure.
                .withMinReplicas(Math.max(1, scaling.bounds().floor()))
                .withMaxReplicas(scaling.bounds().most())
                .withMetrics(scaling.triggers().stream().map(HpaObject::metric).toList())
                .withBehavior(behavior(scaling.behavior(), scaling.overrides()))
                .endSpec()
                .build();
    }

    /** Of the worker's container alone: what else is in its pods does not count. */
    private static MetricSpec metric(ScaleTrigger trigger) {
        return new MetricSpecBuilder()
                .withType("ContainerResource")
                .withNewContainerResource()
                .withContainer(trigger.metadata().getOrDefault("containerName", Pods.MAIN))
                .withName(trigger.type())
                .withTarget(target(trigger))
                .endContainerResource()
                .build();
    }

    private static MetricTarget target(ScaleTrigger trigger) {
        String value = trigger.metadata().getOrDefault("value", "");
        return switch (trigger.metricType()) {
            case UTILIZATION ->
                new MetricTargetBuilder()
                        .withType("Utilization")
                        .withAverageUtilization(new BigDecimal(value).intValue())
                        .build();
            case AVERAGE_VALUE, VALUE ->
                new MetricTargetBuilder()
                        .withType("AverageValue")
                        .withAverageValue(new Quantity(value))
                        .build();
        };
    }

    static HorizontalPodAutoscalerBehavior behavior(Behavior behavior, Overrides overrides) {
        return new HorizontalPodAutoscalerBehaviorBuilder()
                .withScaleUp(rules(behavior.scaleUp(), overrides.pausedScaleOut()))
                .withScaleDown(rules(behavior.scaleDown(), overrides.pausedScaleIn()))
                .build();
    }

    private static HPAScalingRules rules(Behavior.Rules rules, boolean paused) {
        return new HPAScalingRulesBuilder()
                .withStabilizationWindowSeconds((int) Quantities.seconds(rules.stabilization()))
                .withSelectPolicy(paused ? "Disabled" : select(rules.select()))
                .withPolicies(rules.policies().stream().map(HpaObject::policy).toList())
                // Clusters that do not know it yet would take it away, and it would look changed.
                .withTolerance(Optional.of(rules.tolerance())
                        .filter(tolerance -> tolerance != Behavior.Rules.DEFAULT_TOLERANCE)
                        .map(tolerance -> new Quantity(Math.round(tolerance * 1000) + "m"))
                        .orElse(null))
                .build();
    }

    private static String select(Behavior.Select select) {
        return switch (select) {
            case MAX -> "Max";
            case MIN -> "Min";
            case DISABLED -> "Disabled";
        };
    }

    private static HPAScalingPolicy policy(Behavior.Policy policy) {
        return new HPAScalingPolicyBuilder()
                .withType(
                        switch (policy.unit()) {
                            case PODS -> "Pods";
                            case PERCENT -> "Percent";
                        })
                .withValue(policy.value())
                .withPeriodSeconds((int) Quantities.seconds(policy.period()))
                .build();
    }
}
