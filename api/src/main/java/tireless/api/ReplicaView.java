package tireless.api;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.json.Form;
import tireless.model.Throughput;

/**
 * One replica as observed.
 *
 * @param name {@code pulse-0}
 * @param phase {@code pending starting running stopping backing-off unsettled stopped finished}
 * @param detail why it is so, for people; may be empty
 * @param ready whether it runs and is ready
 * @param startedAt wall time of the start of the process that runs
 * @param attempt the number of the newest attempt, 0 before the first
 * @param revision what the newest attempt runs, 0 before the first
 * @param restarts attempts that ended since the resource was created
 * @param failures failures in a row
 * @param nextStartAt when it is started again, while it backs off
 * @param lastExit how the last attempt ended, for people
 * @param statusText what the worker last said of itself; empty if it said nothing
 */
public record ReplicaView(
        String name,
        String phase,
        String detail,
        boolean ready,
        OptionalLong pid,
        Optional<Instant> startedAt,
        int attempt,
        int revision,
        int restarts,
        int failures,
        Optional<Instant> nextStartAt,
        Optional<String> lastExit,
        Throughput throughput,
        String statusText) {
    public static ReplicaView read(Form form) {
        return new ReplicaView(
                form.text("name"),
                form.text("phase"),
                form.text("detail"),
                form.flag("ready"),
                form.optionalNumber("pid"),
                form.optionalInstant("startedAt"),
                form.integer("attempt"),
                form.integer("revision"),
                form.integer("restarts"),
                form.integer("failures"),
                form.optionalInstant("nextStartAt"),
                form.optionalText("lastExit"),
                ThroughputView.read(form.form("throughput")),
                form.text("statusText"));
    }

    public Form form() {
        return Form.empty()
                .with("name", name)
                .with("phase", phase)
                .with("detail", detail)
                .with("ready", ready)
                .with("pid", pid)
                .withInstant("startedAt", startedAt)
                .with("attempt", attempt)
                .with("revision", revision)
                .with("restarts", restarts)
                .with("failures", failures)
                .withInstant("nextStartAt", nextStartAt)
                .withText("lastExit", lastExit)
                .with("throughput", ThroughputView.form(throughput))
                .with("statusText", statusText);
    }
}
