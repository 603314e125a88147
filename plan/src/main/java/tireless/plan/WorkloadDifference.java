package tireless.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tireless.model.Confinement;
import tireless.model.Limits;
import tireless.model.Probe;
import tireless.model.Probes;
import tireless.model.RestartPolicy;
import tireless.model.RunSpec;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.UnixAccount;
import tireless.model.WorkPolicy;
import tireless.model.Workload;
import tireless.model.cluster.Platform;
import tireless.model.scaling.Sizing;

/** Compares two workloads field by field. Record patterns throughout: a new component of any of them does not compile until it is compared. */
final class WorkloadDifference {
    private final List<FieldChange> changes = new ArrayList<>();
    private final boolean equalOnesToo;

    private WorkloadDifference(boolean equalOnesToo) {
        this.equalOnesToo = equalOnesToo;
    }

    /** Empty exactly if the two are equal. */
    static List<FieldChange> between(Workload before, Workload after) {
        return compared(before, after, false);
    }

    /** Every field that is there, by its path. */
    static SortedMap<String, String> fields(Workload workload) {
        SortedMap<String, String> fields = new TreeMap<>();
        compared(workload, workload, true)
                .forEach(field -> field.to().ifPresent(value -> fields.put(field.path(), value)));
        return fields;
    }

    private static List<FieldChange> compared(Workload before, Workload after, boolean equalOnesToo) {
        WorkloadDifference difference = new WorkloadDifference(equalOnesToo);
        difference.workloads(before, after);
        return difference.changes;
    }

    private void workloads(Workload before, Workload after) {
        if (before
                        instanceof
                        Workload(
                                var lifetime,
                                Sizing(int replicas, var scaling, var drain),
                                Platform(String stack, var _),
                                RunSpec run,
                                var restart,
                                var stall,
                                Probes probes,
                                WorkPolicy policy)
                && after
                        instanceof
                        Workload(
                                var lifetime2,
                                Sizing(int replicas2, var scaling2, var drain2),
                                Platform(String stack2, var _),
                                RunSpec run2,
                                var restart2,
                                var stall2,
                                Probes probes2,
                                WorkPolicy policy2)) {
            compare("lifetime", Wording.of(lifetime), Wording.of(lifetime2));
            compare("replicas", Integer.toString(replicas), Integer.toString(replicas2));
            compare("stack", Wording.word(stack), Wording.word(stack2));
            runs(run, run2);
            restarts(restart, restart2);
            stalls(stall, stall2);
            probes(probes, probes2);
            compare("drain.timeout", Wording.of(drain), Wording.of(drain2));
            compareNamed("scaling.", ScalingWording.of(scaling), ScalingWording.of(scaling2));
            policies(policy, policy2);
            compareNamed("cluster.", ClusterWording.of(before), ClusterWording.of(after));
        }
    }

    private void policies(WorkPolicy before, WorkPolicy after) {
        if (before instanceof WorkPolicy(var objectives, var recipients)
                && after instanceof WorkPolicy(var objectives2, var recipients2)) {
            compareNamed("objectives.", PolicyWording.of(objectives), PolicyWording.of(objectives2));
            compareNamed("notify", PolicyWording.of(recipients), PolicyWording.of(recipients2));
        }
    }

    private void runs(RunSpec before, RunSpec after) {
        if (before
                        instanceof
                        RunSpec(
                                var command,
                                var directory,
                                var environment,
                                Limits limits,
                                StopPolicy stop,
                                Confinement(var network, var account),
                                var provisions,
                                var image)
                && after
                        instanceof
                        RunSpec(
                                var command2,
                                var directory2,
                                var environment2,
                                Limits limits2,
                                StopPolicy stop2,
                                Confinement(var network2, var account2),
                                var provisions2,
                                var image2)) {
            compare("run.command", Wording.command(command), Wording.command(command2));
            compare("run.workingDirectory", Wording.word(directory.toString()), Wording.word(directory2.toString()));
            environments(environment, environment2);
            limits(limits, limits2);
            stops(stop, stop2);
            compare("run.network", network.keyword(), network2.keyword());
            compare("run.unixUser", account.map(UnixAccount::toString), account2.map(UnixAccount::toString));
            compareNamed("run.", ProvisionsWording.of(provisions, image), ProvisionsWording.of(provisions2, image2));
        }
    }

    private void environments(SortedMap<String, String> before, SortedMap<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            compare(
                    "run.environment." + Wording.word(name),
                    Optional.ofNullable(before.get(name)).map(Wording::word),
                    Optional.ofNullable(after.get(name)).map(Wording::word));
        }
    }

    private void limits(Limits before, Limits after) {
        if (before instanceof Limits(var memory, var cpu) && after instanceof Limits(var memory2, var cpu2)) {
            compare("run.limits.memory", Wording.bytes(memory), Wording.bytes(memory2));
            compare("run.limits.cpu", Wording.millis(cpu), Wording.millis(cpu2));
        }
    }

    private void stops(StopPolicy before, StopPolicy after) {
        if (before instanceof StopPolicy(var grace, boolean group)
                && after instanceof StopPolicy(var grace2, boolean group2)) {
            compare("run.stop.grace", Wording.of(grace), Wording.of(grace2));
            compare("run.stop.wholeGroup", Boolean.toString(group), Boolean.toString(group2));
        }
    }

    private void restarts(RestartPolicy before, RestartPolicy after) {
        if (before instanceof RestartPolicy(var initial, var max)
                && after instanceof RestartPolicy(var initial2, var max2)) {
            compare("restart.initial", Wording.of(initial), Wording.of(initial2));
            compare("restart.max", Wording.of(max), Wording.of(max2));
        }
    }

    private void stalls(StallPolicy before, StallPolicy after) {
        if (before instanceof StallPolicy(var stallAfter, var watchdog)
                && after instanceof StallPolicy(var stallAfter2, var watchdog2)) {
            compare("stall.stallAfter", stallAfter.map(Wording::of), stallAfter2.map(Wording::of));
            compare("stall.watchdog", watchdog.map(Wording::of), watchdog2.map(Wording::of));
        }
    }

    private void probes(Probes before, Probes after) {
        if (before instanceof Probes(var startup, var readiness, var liveness)
                && after instanceof Probes(var startup2, var readiness2, var liveness2)) {
            probe("probes.startup", startup, startup2);
            probe("probes.readiness", readiness, readiness2);
            probe("probes.liveness", liveness, liveness2);
        }
    }

    private void probe(String path, Optional<Probe> before, Optional<Probe> after) {
        SortedMap<String, String> old = before.map(WorkloadDifference::probe).orElseGet(TreeMap::new);
        SortedMap<String, String> next = after.map(WorkloadDifference::probe).orElseGet(TreeMap::new);
        compareNamed(path + ".", old, next);
    }

    private void compareNamed(String prefix, SortedMap<String, String> before, SortedMap<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.forEach(name ->
                compare(prefix + name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))));
    }

    private static SortedMap<String, String> probe(Probe probe) {
        SortedMap<String, String> fields = new TreeMap<>();
        if (probe
                instanceof
                Probe(var command, var delay, var period, var timeout, int successes, int failures, var grace)) {
            fields.put("command", Wording.command(command));
            fields.put("initialDelay", Wording.of(delay));
            fields.put("period", Wording.of(period));
            fields.put("timeout", Wording.of(timeout));
            fields.put("successThreshold", Integer.toString(successes));
            fields.put("failureThreshold", Integer.toString(failures));
            grace.ifPresent(time -> fields.put("grace", Wording.of(time)));
        }
        return fields;
    }

    private void compare(String path, String before, String after) {
        compare(path, Optional.of(before), Optional.of(after));
    }

    private void compare(String path, Optional<String> before, Optional<String> after) {
        if (equalOnesToo || !before.equals(after)) {
            changes.add(new FieldChange(path, before, after));
        }
    }
}
