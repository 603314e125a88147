package tireless.store.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tireless.json.Form;
import tireless.model.Confinement;
import tireless.model.Lifetime;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.RestartPolicy;
import tireless.model.RunSpec;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.UnixAccount;
import tireless.model.WorkPolicy;
import tireless.model.Workload;
import tireless.model.cluster.Platform;
import tireless.model.scaling.Sizing;

/**
 * The stored form of a {@link Workload}, exact in both directions. It must stay readable for ever: a change that an older form
 * does not fit raises {@link #VERSION}, and {@link #read} keeps a branch for every version before it.
 */
public final class WorkloadText {
    private static final int VERSION = 1;

    /** Of a run with provisions or an image: who does not know these must not run it. */
    private static final int WITH_PROVISIONS = 2;

    /** Of one that runs on a cluster: who does not know those would run it on this machine. */
    private static final int ON_CLUSTER = 3;

    /** What a release runs that does not know accounts, in the place of a run by one: it must not run that by its own. */
    private static final List<String> WITHOUT_ACCOUNT = List.of(
            "/bin/sh",
            "-c",
            "echo 'this release does not know unixUser, so it does not run this worker: install the one that it was applied with' >&2; exit 78");

    private WorkloadText() {}

    public static String write(Workload workload) {
        if (workload
                instanceof
                Workload(
                        var lifetime,
                        Sizing(int replicas, var scaling, var drain),
                        Platform(String stack, var cluster),
                        RunSpec run,
                        var restart,
                        var stall,
                        var probes,
                        WorkPolicy(var objectives, var recipients))) {
            Form form = Form.empty()
                    .with("v", cluster.isPresent() ? ON_CLUSTER : version(run))
                    .with("lifetime", lifetime.name())
                    .with("replicas", replicas)
                    .with("stack", stack)
                    .with("run", run(run, drain))
                    .with("restart", restart(restart))
                    .with("stall", stall(stall));
            ProbesText.write(probes, form);
            ScalingText.write(scaling, form);
            ObjectivesText.write(objectives, form);
            RecipientsText.write(recipients, form);
            ClusterText.write(cluster, form);
            return form.write();
        }
        throw new IllegalArgumentException("no workload");
    }

    /** @throws IllegalArgumentException if the text is not such a form, or of a version that is not known */
    public static Workload read(String text) {
        Form form = Form.read(text);
        int version = form.integer("v");
        if (version != VERSION && version != WITH_PROVISIONS && version != ON_CLUSTER) {
            throw new IllegalArgumentException("a workload of the unknown version " + version);
        }
        return new Workload(
                Lifetime.valueOf(form.text("lifetime")),
                sizing(form),
                new Platform(form.text("stack"), ClusterText.read(form)),
                run(form.form("run")),
                restart(form.form("restart")),
                stall(form.form("stall")),
                ProbesText.read(form),
                new WorkPolicy(ObjectivesText.read(form), RecipientsText.read(form)));
    }

    private static Sizing sizing(Form form) {
        return new Sizing(
                form.integer("replicas"),
                ScalingText.read(form),
                form.form("run").form("stop").optionalDuration("drain").orElse(Sizing.DRAIN));
    }

    private static int version(RunSpec run) {
        return run.provisions().isEmpty() && run.image().isEmpty() ? VERSION : WITH_PROVISIONS;
    }

    private static Form run(RunSpec spec, Duration drain) {
        Form form = Form.empty();
        if (spec
                instanceof
                RunSpec(
                        var command,
                        Path directory,
                        var environment,
                        Limits limits,
                        StopPolicy stop,
                        Confinement(var network, var account),
                        var provisions,
                        var image)) {
            form.with("command", account.isPresent() ? WITHOUT_ACCOUNT : command)
                    .with("workingDirectory", directory.toString())
                    .with("environment", environment)
                    .with("limits", limits(limits))
                    .with("stop", stop(stop, drain))
                    .with("network", network.name());
            account.ifPresent(other -> form.with("account", other.toString()).with("commandOfAccount", command));
            ProvisionsText.write(provisions, image, form);
        }
        return form;
    }

    private static RunSpec run(Form form) {
        return new RunSpec(
                form.texts(form.has("account") ? "commandOfAccount" : "command"),
                Path.of(form.text("workingDirectory")),
                form.textsByName("environment"),
                limits(form.form("limits")),
                stop(form.form("stop")),
                confinement(form),
                ProvisionsText.read(form),
                ProvisionsText.readImage(form));
    }

    private static Confinement confinement(Form form) {
        return new Confinement(
                // What was stored before there was a choice.
                form.optionalText("network").map(Network::valueOf).orElse(Network.HOST),
                form.optionalText("account").map(WorkloadText::account));
    }

    private static UnixAccount account(String text) {
        return UnixAccount.parse(text).orElseThrow(() -> new IllegalArgumentException("no account: " + text));
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

    /** The time to drain stands where earlier releases look for it. */
    private static Form stop(StopPolicy stop, Duration drain) {
        Form form = Form.empty();
        if (stop instanceof StopPolicy(var grace, boolean wholeGroup)) {
            form.with("grace", grace).with("wholeGroup", wholeGroup).with("drain", drain);
        }
        return form;
    }

    private static StopPolicy stop(Form form) {
        return new StopPolicy(form.duration("grace"), form.flag("wholeGroup"));
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
