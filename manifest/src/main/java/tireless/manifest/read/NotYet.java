package tireless.manifest.read;

import java.util.List;
import tireless.manifest.kind.WorkerSection;

/** Says plainly which attributes this build keeps without acting on them. */
final class NotYet {
    private static final String CODE = "not-yet";

    private static final List<Attribute<?>> KEPT = List.of(ExecutionReader.RUN_AS_API_KEY);

    private NotYet() {}

    static void warn(Fields section, WorkerSection worker) {
        for (Attribute<?> kept : KEPT) {
            if (section.node(kept).isPresent()) {
                warnKept(section, kept.name());
            }
        }
        if (worker.task().execution().dryRun().orElse(false)) {
            warn(
                    section,
                    ExecutionReader.DRY_RUN.name(),
                    "with `dryRun` everything is checked and nothing is started: no replica runs");
        }
    }

    private static void warnKept(Fields section, String name) {
        warn(section, name, "`%s` is kept, but this build does not act on it yet".formatted(name));
    }

    private static void warn(Fields section, String name, String message) {
        section.problems().warning(CODE, section.at(name), message);
    }
}
