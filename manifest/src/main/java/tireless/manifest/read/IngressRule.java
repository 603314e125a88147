package tireless.manifest.read;

import java.util.List;

/** A Worker has no ingress port: an attribute that asks for one is an error, not an unknown name. */
final class IngressRule {
    private static final List<String> REFUSED = List.of("servicePort", "servicePorts", "ingress", "metricPort");

    private IngressRule() {}

    static void check(Fields section) {
        for (String name : REFUSED) {
            if (section.hasValue(name) && section.node(name).isPresent()) {
                section.problems()
                        .error(
                                "ingress-in-worker",
                                section.at(name),
                                "a Worker has no ingress port, so it can not have `%s`".formatted(name),
                                name.equals("metricPort")
                                        ? "remove it: this build scrapes no metrics; a worker reports what it gets done by X_PROCESSED=… to NOTIFY_SOCKET"
                                        : "remove it, or make this a Service, which answers requests");
            }
        }
    }
}
