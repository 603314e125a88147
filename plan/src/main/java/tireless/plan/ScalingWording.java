package tireless.plan;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.Plural;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Fallback;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;

/** How it scales, worded for people, field by field. Record patterns throughout, so that nothing is forgotten. */
final class ScalingWording {
    private ScalingWording() {}

    static SortedMap<String, String> of(Optional<Scaling> scaling) {
        SortedMap<String, String> fields = new TreeMap<>();
        scaling.ifPresent(found -> scaling(found, fields));
        return fields;
    }

    private static void scaling(Scaling scaling, SortedMap<String, String> fields) {
        if (scaling
                instanceof
                Scaling(
                        Bounds(int least, int most, var idle),
                        Requests(long milliCores, long memory),
                        var triggers,
                        Cadence(var polling, var cooldown, var initial),
                        Behavior(var up, var down),
                        var fallback,
                        var overrides)) {
            fields.put("minReplicaCount", Integer.toString(least));
            fields.put("maxReplicaCount", Integer.toString(most));
            idle.ifPresent(count -> fields.put("idleReplicaCount", Integer.toString(count)));
            fields.put("base.cpu", milliCores + "m");
            fields.put("base.memory", Long.toString(memory));
            fields.put("pollingInterval", Wording.of(polling));
            fields.put("cooldownPeriod", Wording.of(cooldown));
            fields.put("initialCooldownPeriod", Wording.of(initial));
            triggers(triggers, fields);
            rules("behavior.scaleUp.", up, fields);
            rules("behavior.scaleDown.", down, fields);
            fallback.ifPresent(found -> fallback(found, fields));
            overrides(overrides, fields);
        }
    }

    private static void triggers(List<ScaleTrigger> triggers, SortedMap<String, String> fields) {
        for (int i = 0; i < triggers.size(); i++) {
            String path = "triggers[" + i + "].";
            if (triggers.get(i)
                    instanceof
                    ScaleTrigger(String type, var name, var metadata, var metricType, boolean cached, var reference)) {
                fields.put(path + "type", Wording.word(type));
                name.ifPresent(found -> fields.put(path + "name", Wording.word(found)));
                metadata.forEach(
                        (key, value) -> fields.put(path + "metadata." + Wording.word(key), Wording.word(value)));
                fields.put(path + "metricType", metricType.name());
                fields.put(path + "useCachedMetrics", Boolean.toString(cached));
                reference.ifPresent(found -> fields.put(
                        path + "authenticationRef", (found.cluster() ? "instance-secret " : "") + found.name()));
            }
        }
    }

    private static void rules(String path, Behavior.Rules rules, SortedMap<String, String> fields) {
        if (rules instanceof Behavior.Rules(var window, var select, var policies, double tolerance)) {
            fields.put(path + "stabilizationWindowSeconds", Wording.of(window));
            fields.put(path + "selectPolicy", select.name());
            fields.put(path + "tolerance", Double.toString(tolerance));
            for (int i = 0; i < policies.size(); i++) {
                if (policies.get(i) instanceof Behavior.Policy(var unit, int value, var period)) {
                    fields.put(path + "policies[" + i + "]", "%d %s in %s".formatted(value, unit, Wording.of(period)));
                }
            }
        }
    }

    private static void overrides(Overrides overrides, SortedMap<String, String> fields) {
        if (overrides
                instanceof
                Overrides(boolean paused, var pausedReplicas, boolean scaleIn, boolean scaleOut, boolean forced)) {
            flag("paused", paused, fields);
            pausedReplicas.ifPresent(count -> fields.put("paused-replicas", Integer.toString(count)));
            flag("paused-scale-in", scaleIn, fields);
            flag("paused-scale-out", scaleOut, fields);
            flag("force-activation", forced, fields);
        }
    }

    private static void flag(String name, boolean set, SortedMap<String, String> fields) {
        if (set) {
            fields.put(name, "true");
        }
    }

    private static void fallback(Fallback fallback, SortedMap<String, String> fields) {
        if (fallback instanceof Fallback(int threshold, int replicas, var kind)) {
            fields.put("fallback", "%d, %s, after %s".formatted(replicas, kind, Plural.of(threshold, "failure")));
        }
    }
}
