package tireless.store.text;

import java.util.Optional;
import tireless.json.Form;
import tireless.model.Probe;
import tireless.model.Probes;

/** The stored form of {@link Probes}, in the form of their workload; absent where there are none, as the first release writes it. */
final class ProbesText {
    private static final String NAME = "probes";

    private ProbesText() {}

    static void write(Probes probes, Form workload) {
        if (!probes.equals(Probes.NONE) && probes instanceof Probes(var startup, var readiness, var liveness)) {
            Form form = Form.empty();
            startup.ifPresent(probe -> form.with("startup", probe(probe)));
            readiness.ifPresent(probe -> form.with("readiness", probe(probe)));
            liveness.ifPresent(probe -> form.with("liveness", probe(probe)));
            workload.with(NAME, form);
        }
    }

    static Probes read(Form workload) {
        if (!workload.has(NAME)) {
            return Probes.NONE;
        }
        Form form = workload.form(NAME);
        return new Probes(probe(form, "startup"), probe(form, "readiness"), probe(form, "liveness"));
    }

    private static Form probe(Probe probe) {
        Form form = Form.empty();
        if (probe
                instanceof
                Probe(var command, var delay, var period, var timeout, int successes, int failures, var grace)) {
            form.with("command", command)
                    .with("initialDelay", delay)
                    .with("period", period)
                    .with("timeout", timeout)
                    .with("successThreshold", successes)
                    .with("failureThreshold", failures)
                    .withDuration("grace", grace);
        }
        return form;
    }

    private static Optional<Probe> probe(Form probes, String name) {
        if (!probes.has(name)) {
            return Optional.empty();
        }
        Form form = probes.form(name);
        return Optional.of(new Probe(
                form.texts("command"),
                form.duration("initialDelay"),
                form.duration("period"),
                form.duration("timeout"),
                form.integer("successThreshold"),
                form.integer("failureThreshold"),
                form.optionalDuration("grace")));
    }
}
