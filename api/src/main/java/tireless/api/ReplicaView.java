package tireless.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.json.Form;
import tireless.model.ProbeStatus;
import tireless.model.ReplicaUse;
import tireless.model.Throughput;

/**
 * One replica as observed. In JSON all of its parts lie side by side.
 *
 * @param name {@code pulse-0}
 * @param statusText what the worker last said of itself; empty if it said nothing
 * @param probes how its probes stand; none while nothing runs
 */
public record ReplicaView(
        String name,
        State state,
        Run run,
        Attempt newest,
        Ends ends,
        Throughput throughput,
        String statusText,
        List<ProbeStatus> probes) {
    public ReplicaView {
        probes = List.copyOf(probes);
    }

    /** Without probes. */
    public ReplicaView(
            String name, State state, Run run, Attempt newest, Ends ends, Throughput throughput, String statusText) {
        this(name, state, run, newest, ends, throughput, statusText, List.of());
    }

    /**
     * What it does.
     *
     * @param phase {@code pending starting running stopping backing-off unsettled held stopped finished}
     * @param detail why it is so, for people; may be empty
     * @param ready whether it runs and is ready
     */
    public record State(String phase, String detail, boolean ready) {}

    /**
     * The process that runs, if one does.
     *
     * @param startedAt wall time of its start
     * @param listensAt where a worker listens for others, which it must not: {@code 0.0.0.0:8080}; none if it does not
     * @param remarks how it runs, where nothing is wrong with that, for people
     * @param use what it takes of the machine
     * @param scaleInProtection whether it asked not to be taken away when replicas are
     */
    public record Run(
            OptionalLong pid,
            Optional<Instant> startedAt,
            List<String> listensAt,
            List<String> remarks,
            ReplicaUse use,
            boolean scaleInProtection) {
        public static final Run NONE = new Run(OptionalLong.empty(), Optional.empty());

        public Run {
            listensAt = List.copyOf(listensAt);
            remarks = List.copyOf(remarks);
        }

        /** One that was not measured, and may be taken away. */
        public Run(OptionalLong pid, Optional<Instant> startedAt, List<String> listensAt, List<String> remarks) {
            this(pid, startedAt, listensAt, remarks, ReplicaUse.UNKNOWN, false);
        }

        /** One that listens nowhere, and of which nothing is remarked. */
        public Run(OptionalLong pid, Optional<Instant> startedAt) {
            this(pid, startedAt, List.of(), List.of());
        }
    }

    /**
     * The newest attempt.
     *
     * @param number 0 before the first
     * @param revision what it runs, 0 before the first
     */
    public record Attempt(int number, int revision) {}

    /**
     * How its attempts ended.
     *
     * @param restarts attempts that ran and ended since the resource was created
     * @param failures failures in a row
     * @param nextStartAt when it is started again, while it backs off or waits for what it needs
     * @param lastExit how the last attempt ended, for people; empty where that did not run
     */
    public record Ends(int restarts, int failures, Optional<Instant> nextStartAt, Optional<String> lastExit) {}

    public String phase() {
        return state.phase();
    }

    public String detail() {
        return state.detail();
    }

    public boolean ready() {
        return state.ready();
    }

    public OptionalLong pid() {
        return run.pid();
    }

    public Optional<Instant> startedAt() {
        return run.startedAt();
    }

    public List<String> listensAt() {
        return run.listensAt();
    }

    public List<String> remarks() {
        return run.remarks();
    }

    public ReplicaUse use() {
        return run.use();
    }

    public int attempt() {
        return newest.number();
    }

    public int revision() {
        return newest.revision();
    }

    public int restarts() {
        return ends.restarts();
    }

    public int failures() {
        return ends.failures();
    }

    public Optional<Instant> nextStartAt() {
        return ends.nextStartAt();
    }

    public Optional<String> lastExit() {
        return ends.lastExit();
    }

    public static ReplicaView read(Form form) {
        return new ReplicaView(
                form.text("name"),
                new State(form.text("phase"), form.text("detail"), form.flag("ready")),
                new Run(
                        form.optionalNumber("pid"),
                        form.optionalInstant("startedAt"),
                        form.has("listensAt") ? form.texts("listensAt") : List.of(),
                        form.has("remarks") ? form.texts("remarks") : List.of(),
                        new ReplicaUse(form.optionalDecimal("milliCores"), form.optionalNumber("memory")),
                        form.has("scaleInProtection") && form.flag("scaleInProtection")),
                new Attempt(form.integer("attempt"), form.integer("revision")),
                new Ends(
                        form.integer("restarts"),
                        form.integer("failures"),
                        form.optionalInstant("nextStartAt"),
                        form.optionalText("lastExit")),
                ThroughputView.read(form.form("throughput")),
                form.text("statusText"),
                ProbeView.read(form));
    }

    public Form form() {
        return Form.empty()
                .with("name", name)
                .with("phase", phase())
                .with("detail", detail())
                .with("ready", ready())
                .with("pid", pid())
                .withInstant("startedAt", startedAt())
                .with("listensAt", listensAt())
                .with("remarks", remarks())
                .with("milliCores", use().milliCores())
                .with("memory", use().memory())
                .with("scaleInProtection", run.scaleInProtection())
                .with("attempt", attempt())
                .with("revision", revision())
                .with("restarts", restarts())
                .with("failures", failures())
                .withInstant("nextStartAt", nextStartAt())
                .withText("lastExit", lastExit())
                .with("throughput", ThroughputView.form(throughput))
                .with("statusText", statusText)
                .withEach(ProbeView.NAME, probes, ProbeView::form);
    }
}
