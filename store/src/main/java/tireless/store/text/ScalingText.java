package tireless.store.text;

import java.util.Optional;
import tireless.json.Form;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Fallback;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.AuthenticationRef;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.model.scaling.Scaling;

/** The stored form of a {@link Scaling}, in the form of its workload; absent where nothing scales, as in the releases before it. */
final class ScalingText {
    private static final String NAME = "scaling";

    private ScalingText() {}

    static void write(Optional<Scaling> scaling, Form workload) {
        scaling.ifPresent(found -> workload.with(NAME, form(found)));
    }

    static Optional<Scaling> read(Form workload) {
        return workload.has(NAME) ? Optional.of(scaling(workload.form(NAME))) : Optional.empty();
    }

    private static Form form(Scaling scaling) {
        Form form = Form.empty();
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
            form.with("least", least)
                    .with("most", most)
                    .with("idle", idle)
                    .with("milliCores", milliCores)
                    .with("memory", memory)
                    .withEach("triggers", triggers, ScalingText::form)
                    .with("polling", polling)
                    .with("cooldown", cooldown)
                    .with("initialCooldown", initial)
                    .with("scaleUp", form(up))
                    .with("scaleDown", form(down));
            fallback.ifPresent(found -> form.with("fallback", form(found)));
            if (!overrides.equals(Overrides.NONE)) {
                form.with("overrides", form(overrides));
            }
        }
        return form;
    }

    private static Scaling scaling(Form form) {
        return new Scaling(
                new Bounds(form.integer("least"), form.integer("most"), form.optionalInteger("idle")),
                new Requests(form.number("milliCores"), form.number("memory")),
                form.each("triggers", ScalingText::trigger),
                new Cadence(form.duration("polling"), form.duration("cooldown"), form.duration("initialCooldown")),
                new Behavior(rules(form.form("scaleUp")), rules(form.form("scaleDown"))),
                form.has("fallback") ? Optional.of(fallback(form.form("fallback"))) : Optional.empty(),
                form.has("overrides") ? overrides(form.form("overrides")) : Overrides.NONE);
    }

    private static Form form(ScaleTrigger trigger) {
        Form form = Form.empty();
        if (trigger
                instanceof
                ScaleTrigger(String type, var name, var metadata, var metricType, boolean cached, var reference)) {
            form.with("type", type)
                    .withText("name", name)
                    .with("metadata", metadata)
                    .with("metricType", metricType.name())
                    .with("cached", cached);
            reference.ifPresent(
                    found -> form.with("authentication", found.name()).with("ofCluster", found.cluster()));
        }
        return form;
    }

    private static ScaleTrigger trigger(Form form) {
        return new ScaleTrigger(
                form.text("type"),
                form.optionalText("name"),
                form.textsByName("metadata"),
                MetricType.valueOf(form.text("metricType")),
                form.flag("cached"),
                form.optionalText("authentication")
                        .map(name -> new AuthenticationRef(name, form.optionalFlag("ofCluster"))));
    }

    private static Form form(Behavior.Rules rules) {
        Form form = Form.empty();
        if (rules instanceof Behavior.Rules(var window, var select, var policies, double tolerance)) {
            form.with("stabilization", window)
                    .with("select", select.name())
                    .withEach("policies", policies, ScalingText::form)
                    .with("tolerance", Double.toString(tolerance));
        }
        return form;
    }

    private static Behavior.Rules rules(Form form) {
        return new Behavior.Rules(
                form.duration("stabilization"),
                Behavior.Select.valueOf(form.text("select")),
                form.each("policies", ScalingText::policy),
                Double.parseDouble(form.text("tolerance")));
    }

    private static Form form(Behavior.Policy policy) {
        Form form = Form.empty();
        if (policy instanceof Behavior.Policy(var unit, int value, var period)) {
            form.with("unit", unit.name()).with("value", value).with("period", period);
        }
        return form;
    }

    private static Behavior.Policy policy(Form form) {
        return new Behavior.Policy(
                Behavior.Unit.valueOf(form.text("unit")), form.integer("value"), form.duration("period"));
    }

    private static Form form(Overrides overrides) {
        Form form = Form.empty();
        if (overrides
                instanceof
                Overrides(boolean paused, var pausedReplicas, boolean scaleIn, boolean scaleOut, boolean forced)) {
            form.with("paused", paused)
                    .with("pausedReplicas", pausedReplicas)
                    .with("pausedScaleIn", scaleIn)
                    .with("pausedScaleOut", scaleOut)
                    .with("forceActivation", forced);
        }
        return form;
    }

    private static Overrides overrides(Form form) {
        return new Overrides(
                form.optionalFlag("paused"),
                form.optionalInteger("pausedReplicas"),
                form.optionalFlag("pausedScaleIn"),
                form.optionalFlag("pausedScaleOut"),
                form.optionalFlag("forceActivation"));
    }

    private static Form form(Fallback fallback) {
        Form form = Form.empty();
        if (fallback instanceof Fallback(int threshold, int replicas, var kind)) {
            form.with("failureThreshold", threshold).with("replicas", replicas).with("behavior", kind.name());
        }
        return form;
    }

    private static Fallback fallback(Form form) {
        return new Fallback(
                form.integer("failureThreshold"),
                form.integer("replicas"),
                Fallback.Kind.valueOf(form.text("behavior")));
    }
}
