package tireless.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.ContainerImage;
import tireless.model.Provisions;
import tireless.model.SecretProjection;
import tireless.model.SignalSources;
import tireless.model.VolumeMount;

/** What a run is given, field by field as people read it. */
final class ProvisionsWording {
    private ProvisionsWording() {}

    static SortedMap<String, String> of(Provisions provisions, Optional<ContainerImage> image) {
        SortedMap<String, String> fields = new TreeMap<>();
        if (provisions instanceof Provisions(var configs, var secrets, var volumes, var signals)) {
            configs.forEach((name, content) -> fields.put("configs." + Wording.word(name), content.toString()));
            for (int i = 0; i < secrets.size(); i++) {
                secret("secrets[" + i + "].", secrets.get(i), fields);
            }
            for (int i = 0; i < volumes.size(); i++) {
                volume("volumes[" + i + "].", volumes.get(i), fields);
            }
            signals(signals, fields);
        }
        if (image.isPresent()
                && image.get() instanceof ContainerImage(String reference, var pullSecret, boolean entrypoint)) {
            fields.put("image.reference", Wording.word(reference));
            pullSecret.ifPresent(name -> fields.put("image.pullSecret", Wording.word(name)));
            if (entrypoint) {
                fields.put("image.entrypoint", Boolean.toString(true));
            }
        }
        return fields;
    }

    private static void signals(SignalSources signals, SortedMap<String, String> fields) {
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
            scrape.ifPresent(page -> {
                if (page instanceof SignalSources.Scrape(var port, String path, var interval)) {
                    fields.put("metrics.port", port.isPresent() ? Integer.toString(port.getAsInt()) : "auto");
                    fields.put("metrics.path", Wording.word(path));
                    fields.put("metrics.interval", Wording.of(interval));
                }
            });
            fields.put("metrics.otlp", Boolean.toString(otlp));
            logPattern.ifPresent(pattern -> fields.put("throughput.logPattern", Wording.word(pattern)));
            fields.put("throughput.metric", processed);
            fields.put("throughput.errorMetric", errors);
            fields.put("throughput.backlogMetric", backlog);
            fields.put("throughput.inFlightMetric", inFlight);
            fields.put("throughput.latencyMetric", latency);
        }
    }

    private static void secret(String path, SecretProjection secret, SortedMap<String, String> fields) {
        if (secret instanceof SecretProjection(String name, String workspace, var keys, var kind, var fingerprint)) {
            fields.put(path + "name", Wording.word(name));
            fields.put(path + "workspace", Wording.word(workspace));
            fields.put(path + "keys", keys.isEmpty() ? "*" : Wording.command(keys));
            fields.put(path + "as", kind.name().toLowerCase(Locale.ROOT));
            fingerprint.ifPresent(print -> fields.put(path + "fingerprint", Wording.word(print)));
        }
    }

    private static void volume(String path, VolumeMount mount, SortedMap<String, String> fields) {
        if (mount instanceof VolumeMount(String volume, String mountPath, boolean readOnly, var subPath)) {
            fields.put(path + "name", Wording.word(volume));
            fields.put(path + "mountPath", Wording.word(mountPath));
            fields.put(path + "readOnly", Boolean.toString(readOnly));
            subPath.ifPresent(folder -> fields.put(path + "subPath", Wording.word(folder)));
        }
    }
}
