package tireless.store.text;

import java.util.Optional;
import tireless.json.Form;
import tireless.model.SignalSources;

/** The stored form of where counts come from, within that of the run: nothing where they come from reports alone. */
final class SignalsText {
    private static final String NAME = "signals";

    private SignalsText() {}

    static void write(SignalSources signals, Form run) {
        if (signals.equals(SignalSources.NONE)) {
            return;
        }
        if (signals
                instanceof
                SignalSources(
                        var scrape,
                        boolean otlp,
                        var logPattern,
                        SignalSources.Names(
                                String processed,
                                String errors,
                                String backlog,
                                String inFlight,
                                String latency))) {
            Form form = Form.empty()
                    .with("otlp", otlp)
                    .withText("logPattern", logPattern)
                    .with("processed", processed)
                    .with("errors", errors)
                    .with("backlog", backlog)
                    .with("inFlight", inFlight)
                    .with("latency", latency);
            scrape.ifPresent(page -> form.with("scrape", scrape(page)));
            run.with(NAME, form);
        }
    }

    static SignalSources read(Form run) {
        if (!run.has(NAME)) {
            return SignalSources.NONE;
        }
        Form form = run.form(NAME);
        return new SignalSources(
                form.has("scrape") ? Optional.of(scrape(form.form("scrape"))) : Optional.empty(),
                form.flag("otlp"),
                form.optionalText("logPattern"),
                new SignalSources.Names(
                        form.text("processed"),
                        form.text("errors"),
                        form.text("backlog"),
                        form.text("inFlight"),
                        form.text("latency")));
    }

    private static Form scrape(SignalSources.Scrape page) {
        Form form = Form.empty();
        if (page instanceof SignalSources.Scrape(var port, String path, var interval)) {
            form.with("port", port).with("path", path).with("interval", interval);
        }
        return form;
    }

    private static SignalSources.Scrape scrape(Form form) {
        return new SignalSources.Scrape(form.optionalInteger("port"), form.text("path"), form.duration("interval"));
    }
}
