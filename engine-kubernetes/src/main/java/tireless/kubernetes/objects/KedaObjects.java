package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.model.CountOwner;
import tireless.model.Power;
import tireless.model.SecretValues;
import tireless.model.scaling.Fallback;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;
import tireless.model.scaling.Scaling;

/** The ScaledObject of a workload that is scaled by what KEDA can ask, and the TriggerAuthentications that its triggers need. */
final class KedaObjects {
    /** As all of KEDA's kinds are at. */
    static final String API_VERSION = "keda.sh/v1alpha1";

    private static final String OWN = "TriggerAuthentication";
    private static final String CLUSTERS = "ClusterTriggerAuthentication";
    private static final String ANNOTATION = "autoscaling.keda.sh/";

    private KedaObjects() {}

    static boolean areMade(Wanted wanted) {
        return wanted.hasPods() && wanted.owner() == CountOwner.KEDA;
    }

    /** What the cluster must have for it, for people. */
    static List<String> remarks(Wanted wanted) {
        return wanted.workload().scaling().map(Scaling::triggers).orElse(List.of()).stream()
                .filter(_ -> areMade(wanted))
                .flatMap(trigger -> trigger.authentication().stream())
                .filter(named -> !wanted.supplies().triggers().containsKey(named))
                .distinct()
                .map(named ->
                        "a trigger is asked with the %s `%s` of the cluster, as there is no secret of that name here"
                                .formatted(named.cluster() ? CLUSTERS : OWN, named.name()))
                .toList();
    }

    static List<HasMetadata> of(Wanted wanted, Scaling scaling) {
        List<HasMetadata> objects = new ArrayList<>();
        wanted.supplies().triggers().forEach((secret, values) -> {
            String name = ObjectNames.trigger(wanted, secret);
            objects.add(SecretObjects.of(wanted, name, values));
            objects.add(object(OWN, wanted.marks().meta(name), authentication(name, values)));
        });
        objects.add(object("ScaledObject", meta(wanted, scaling.overrides()), spec(wanted, scaling)));
        return objects;
    }

    private static GenericKubernetesResource object(String kind, ObjectMeta meta, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(API_VERSION)
                .withKind(kind)
                .withMetadata(meta)
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    private static Map<String, Object> authentication(String name, SecretValues values) {
        return Map.of(
                "secretTargetRef",
                values.keys().stream()
                        .map(key -> ordered("parameter", key, "name", name, "key", key))
                        .toList());
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }

    private static ObjectMeta meta(Wanted wanted, Overrides overrides) {
        Map<String, String> annotations = new TreeMap<>();
        if (overrides.paused()) {
            annotations.put(ANNOTATION + "paused", "true");
        }
        if (wanted.power() == Power.ON) {
            overrides
                    .pausedReplicas()
                    .ifPresent(count -> annotations.put(ANNOTATION + "paused-replicas", Integer.toString(count)));
        } else {
            annotations.put(ANNOTATION + "paused-replicas", "0");
        }
        if (overrides.pausedScaleIn()) {
            annotations.put(ANNOTATION + "paused-scale-in", "true");
        }
        if (overrides.pausedScaleOut()) {
            annotations.put(ANNOTATION + "paused-scale-out", "true");
        }
        if (overrides.forceActivation()) {
            annotations.put(ANNOTATION + "force-activation", "true");
        }
        return new ObjectMetaBuilder(wanted.marks().meta(wanted.key().name()))
                .addToAnnotations(annotations)
                .build();
    }

    private static Map<String, Object> spec(Wanted wanted, Scaling scaling) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put(
                "scaleTargetRef",
                ordered(
                        "apiVersion",
                        "apps/v1",
                        "kind",
                        Controllers.kind(wanted),
                        "name",
                        wanted.key().name()));
        spec.put("pollingInterval", Quantities.seconds(scaling.cadence().polling()));
        spec.put("cooldownPeriod", Quantities.seconds(scaling.cadence().cooldown()));
        spec.put("initialCooldownPeriod", Quantities.seconds(scaling.cadence().initialCooldown()));
        scaling.bounds().idle().ifPresent(idle -> spec.put("idleReplicaCount", idle));
        spec.put("minReplicaCount", scaling.bounds().least());
        spec.put("maxReplicaCount", scaling.bounds().most());
        scaling.fallback().ifPresent(fallback -> spec.put("fallback", fallback(fallback)));
        Object behavior = new KubernetesSerialization()
                .convertValue(HpaObject.behavior(scaling.behavior(), Overrides.NONE), Map.class);
        spec.put("advanced", Map.of("horizontalPodAutoscalerConfig", Map.of("behavior", behavior)));
        spec.put(
                "triggers",
                scaling.triggers().stream()
                        .map(trigger -> trigger(wanted, trigger))
                        .toList());
        return spec;
    }

    private static Map<String, Object> fallback(Fallback fallback) {
        return ordered(
                "failureThreshold",
                fallback.failureThreshold(),
                "replicas",
                fallback.replicas(),
                "behavior",
                switch (fallback.behavior()) {
                    case STATIC -> "static";
                    case CURRENT_REPLICAS -> "currentReplicas";
                    case CURRENT_REPLICAS_IF_HIGHER -> "currentReplicasIfHigher";
                    case CURRENT_REPLICAS_IF_LOWER -> "currentReplicasIfLower";
                });
    }

    private static Map<String, Object> trigger(Wanted wanted, ScaleTrigger trigger) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("type", trigger.type());
        trigger.name().ifPresent(name -> written.put("name", name));
        Map<String, String> metadata = new TreeMap<>(trigger.metadata());
        if (trigger.isOfReplicas()) {
            metadata.putIfAbsent("containerName", Pods.MAIN);
        }
        written.put("metadata", metadata);
        written.put(
                "metricType",
                switch (trigger.metricType()) {
                    case AVERAGE_VALUE -> "AverageValue";
                    case VALUE -> "Value";
                    case UTILIZATION -> "Utilization";
                });
        if (trigger.useCachedMetrics()) {
            written.put("useCachedMetrics", true);
        }
        trigger.authentication().ifPresent(named -> written.put("authenticationRef", reference(wanted, named)));
        return written;
    }

    private static Map<String, Object> reference(Wanted wanted, AuthenticationRef named) {
        return Optional.ofNullable(wanted.supplies().triggers().get(named))
                .map(_ -> ordered("name", ObjectNames.trigger(wanted, named)))
                .orElseGet(() -> named.cluster()
                        ? ordered("name", named.name(), "kind", CLUSTERS)
                        : ordered("name", named.name()));
    }
}
