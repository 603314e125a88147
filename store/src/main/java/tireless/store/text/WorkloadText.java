package tireless.store.text;

import java.nio.file.Path;
import tireless.json.Form;
import tireless.model.Lifetime;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.RestartPolicy;
import tireless.model.RunSpec;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.Workload;

/**
 * The stored form of a {@link Workload}, exact in both directions. It must stay readable for ever: a change that an older form
 * does not fit raises {@link #VERSION}, and {@link #read} keeps a branch for every version before it.
 */
public final class WorkloadText {
    private static final int VERSION = 1;

    private WorkloadText() {}

    public static String write(Workload workload) {
        if (workload
                instanceof
                Workload(var lifetime, int replicas, String stack, RunSpec run, var restart, var stall, var probes)) {
            Form form = Form.empty()
                    .with("v", VERSION)
                    .with("lifetime", lifetime.name())
                    .with("replicas", replicas)
                    .with("stack", stack)
                    .with("run", run(run))
                    .with("restart", restart(restart))
                    .with("stall", stall(stall));
            ProbesText.write(probes, form);
            return form.write();
        }
        throw new IllegalArgumentException("no workload");
    }

    /** @throws IllegalArgumentException if the text is not such a form, or of a version that is not known */
    public static Workload read(String text) {
        Form form = Form.read(text);
        if (form.integer("v") != VERSION) {
            throw new IllegalArgumentException("a workload of the unknown version " + form.integer("v"));
        }
        return new Workload(
                Lifetime.valueOf(form.text("lifetime")),
                form.integer("replicas"),
                form.text("stack"),
                run(form.form("run")),
                restart(form.form("restart")),
                stall(form.form("stall")),
                ProbesText.read(form));
    }

    private static Form run(RunSpec spec) {
        Form form = Form.empty();
        if (spec
                instanceof
                RunSpec(var command, Path directory, var environment, Limits limits, StopPolicy stop, var network)) {
            form.with("command", command)
                    .with("workingDirectory", directory.toString())
                    .with("environment", environment)
                    .with("limits", limits(limits))
                    .with("stop", stop(stop))
                    .with("network", network.name());
        }
        return form;
    }

    private static RunSpec run(Form form) {
        return new RunSpec(
                form.texts("command"),
                Path.of(form.text("workingDirectory")),
                form.textsByName("environment"),
                limits(form.form("limits")),
                stop(form.form("stop")),
                // What was stored before there was a choice.
                form.optionalText("network").map(Network::valueOf).orElse(Network.HOST));
    }

    private static Form limits(Limits limits) {
        Form form = Form.empty();
        if (limits instanceof Limits(var memory, var cpu)) {
            form.with("memoryBytes", memory).with("cpuMillis", cpu);
        }
        return form;
    }

    private static Limits limits(Form form) {
        return new Limits(form.optionalNumber("memoryBytes"), form.optionalNumber("cpuMillis"));
    }

    private static Form stop(StopPolicy stop) {
        Form form = Form.empty();
        if (stop instanceof StopPolicy(var grace, boolean wholeGroup, var drain)) {
            form.with("grace", grace).with("wholeGroup", wholeGroup).with("drain", drain);
        }
        return form;
    }

    private static StopPolicy stop(Form form) {
        return new StopPolicy(form.duration("grace"), form.flag("wholeGroup"), form.duration("drain"));
    }

    private static Form restart(RestartPolicy restart) {
        Form form = Form.empty();
        if (restart instanceof RestartPolicy(var initial, var max)) {
            form.with("initial", initial).with("max", max);
        }
        return form;
    }

    private static RestartPolicy restart(Form form) {
        return new RestartPolicy(form.duration("initial"), form.duration("max"));
    }

    private static Form stall(StallPolicy stall) {
        Form form = Form.empty();
        if (stall instanceof StallPolicy(var stallAfter, var watchdog)) {
            form.withDuration("stallAfter", stallAfter).withDuration("watchdog", watchdog);
        }
        return form;
    }

    private static StallPolicy stall(Form form) {
        return new StallPolicy(form.optionalDuration("stallAfter"), form.optionalDuration("watchdog"));
    }
}
