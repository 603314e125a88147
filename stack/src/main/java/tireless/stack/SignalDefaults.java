package tireless.stack;

import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.kind.SignalSection;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.Network;
import tireless.model.SignalSources;

/** Where counts come from, with what holds where the manifest says nothing. */
final class SignalDefaults {
    private SignalDefaults() {}

    static SignalSources of(WorkerManifest manifest, ResolveContext context) {
        SignalSection written = manifest.worker().tireless().progress().signals();
        warnOfNoPort(manifest, written, context);
        if (context.cluster().isEmpty()) {
            warnOfOnePort(manifest, written, context);
        }
        SignalSources.Names usual = SignalSources.Names.DEFAULT;
        SignalSection.Names names = written.names();
        return new SignalSources(
                written.port()
                        .map(port -> new SignalSources.Scrape(
                                port.number(),
                                written.path().orElse(SignalSources.Scrape.DEFAULT_PATH),
                                written.interval().orElse(SignalSources.Scrape.DEFAULT_INTERVAL))),
                written.otlp().orElse(false),
                written.logPattern(),
                new SignalSources.Names(
                        names.metric().orElse(usual.processed()),
                        names.errorMetric().orElse(usual.errors()),
                        names.backlogMetric().orElse(usual.backlog()),
                        names.inFlightMetric().orElse(usual.inFlight()),
                        names.latencyMetric().orElse(usual.latency())));
    }

    static void check(WorkerManifest manifest, Network network, SignalSources signals, ResolveContext context) {
        // In a pod it is asked by what runs beside it.
        if (context.cluster().isEmpty()
                && network == Network.NONE
                && (signals.scrape().isPresent() || signals.otlp())) {
            context.problems()
                    .warning(
                            "no-signals",
                            manifest.at("worker", "tireless"),
                            "with `network: none` nothing is heard by `metrics`: the worker has a loopback of its own",
                            "report by NOTIFY_SOCKET, as docs/guide/writing-a-worker.md says, or by `throughput.logPattern`");
        }
    }

    /** Each pod has ports of its own; on a machine they are shared. */
    private static void warnOfOnePort(WorkerManifest manifest, SignalSection written, ResolveContext context) {
        Optional<Integer> fixed = written.port()
                .map(SignalSection.Port::number)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt);
        int replicas = manifest.worker().scaling().replicas().orElse(1);
        if (fixed.isPresent() && replicas > 1) {
            context.problems()
                    .warning(
                            "shared-port",
                            manifest.at("worker", "tireless", "metrics", "port"),
                            "%d replicas can not all show their metrics at port %d".formatted(replicas, fixed.get()),
                            "write `port: auto`, and let each show them at the port in TIRELESS_METRICS_PORT");
        }
    }

    private static void warnOfNoPort(WorkerManifest manifest, SignalSection written, ResolveContext context) {
        if (written.port().isEmpty()
                && (written.path().isPresent() || written.interval().isPresent())) {
            context.problems()
                    .warning(
                            "no-port",
                            manifest.at("worker", "tireless", "metrics"),
                            "without a `port` nothing is looked at",
                            "add `port`, or take `path` and `interval` away");
        }
    }
}
