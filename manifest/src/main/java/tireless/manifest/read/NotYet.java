package tireless.manifest.read;

import java.util.List;
import tireless.manifest.kind.AutoScaling;
import tireless.manifest.kind.HighAvailability;
import tireless.manifest.kind.TirelessSection;
import tireless.manifest.kind.WorkerSection;

/** Says plainly which attributes this build keeps without acting on them. */
final class NotYet {
    private static final String CODE = "not-yet";

    private static final String ORDINARY_COMPUTE = "runnable-default";
    private static final List<String> KEPT = List.of(
            "configs",
            "secrets",
            "dataosSecrets",
            "dataosVolumes",
            "tempVolume",
            "persistentVolume",
            "topology",
            "runAsApiKey");

    private NotYet() {}

    static void warn(Fields section, WorkerSection worker) {
        for (String name : KEPT) {
            if (section.node(name).isPresent()) {
                warnKept(section, name);
            }
        }
        section.fields("tireless").ifPresent(own -> warnOwn(own, worker.tireless()));
        if (worker.scaling().autoScaling().flatMap(AutoScaling::enabled).orElse(false)) {
            warn(section, "autoScaling", "this build does not autoscale yet: the number of replicas stays as it is");
        }
        boolean spread = worker.scaling()
                .highAvailability()
                .flatMap(HighAvailability::mode)
                .filter("required"::equals)
                .isPresent();
        if (spread && worker.scaling().replicas().orElse(1) > 1) {
            warn(
                    section,
                    "highAvailabilityConfig",
                    "one machine can not spread %d replicas as required; this build runs them all here"
                            .formatted(worker.scaling().replicas().orElse(1)));
        }
        if (worker.task()
                .execution()
                .compute()
                .filter(name -> !name.equals(ORDINARY_COMPUTE))
                .isPresent()) {
            warn(section, "compute", "this build knows no computes yet: the worker runs on this machine");
        }
        if (worker.task().execution().dryRun().orElse(false)) {
            warn(section, "dryRun", "with `dryRun` everything is checked and nothing is started: no replica runs");
        }
    }

    private static void warnOwn(Fields own, TirelessSection tireless) {
        tireless.rest().entries().forEach(entry -> warnKept(own, entry.name()));
        own.fields("drain")
                .filter(drain -> drain.node("targetSeconds").isPresent())
                .ifPresent(drain -> warnKept(drain, "targetSeconds"));
    }

    private static void warnKept(Fields section, String name) {
        warn(section, name, "`%s` is kept, but this build does not act on it yet".formatted(name));
    }

    private static void warn(Fields section, String name, String message) {
        section.problems().warning(CODE, section.at(name), message);
    }
}
