package tireless.api;

import tireless.json.Form;
import tireless.model.Throughput;

/** The written form of {@link Throughput}: what is not known is absent. */
public final class ThroughputView {
    private ThroughputView() {}

    public static Form form(Throughput throughput) {
        return Form.empty()
                .with("perSecond", throughput.perSecond())
                .with("errorsPerSecond", throughput.errorsPerSecond())
                .with("processed", throughput.processed())
                .with("errors", throughput.errors())
                .with("backlog", throughput.backlog())
                .with("inFlight", throughput.inFlight())
                .with("latencySeconds", throughput.latencySeconds());
    }

    public static Throughput read(Form form) {
        return new Throughput(
                form.optionalDecimal("perSecond"),
                form.optionalDecimal("errorsPerSecond"),
                form.optionalNumber("processed"),
                form.optionalNumber("errors"),
                form.optionalNumber("backlog"),
                form.optionalNumber("inFlight"),
                form.optionalDecimal("latencySeconds"));
    }
}
