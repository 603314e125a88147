package tireless.api;

import java.util.List;
import java.util.Locale;
import tireless.json.Form;
import tireless.model.ProbeKind;
import tireless.model.ProbeStatus;

/** The written form of {@link ProbeStatus}. */
final class ProbeView {
    /** The attribute of a replica that holds them all; a server of the first release does not write it. */
    static final String NAME = "probes";

    private ProbeView() {}

    static Form form(ProbeStatus probe) {
        return Form.empty()
                .with("kind", probe.kind().word())
                .with("standing", probe.standing())
                .with("failures", probe.failures())
                .with("last", probe.last());
    }

    static List<ProbeStatus> read(Form replica) {
        return replica.has(NAME) ? replica.each(NAME, ProbeView::probe) : List.of();
    }

    private static ProbeStatus probe(Form form) {
        return new ProbeStatus(
                ProbeKind.valueOf(form.text("kind").toUpperCase(Locale.ROOT)),
                form.text("standing"),
                form.integer("failures"),
                form.text("last"));
    }
}
