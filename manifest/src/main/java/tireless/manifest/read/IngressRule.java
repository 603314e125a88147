package tireless.manifest.read;

import java.util.List;

/** A Worker has no ingress port: an attribute that asks for one is an error, not an unknown name. */
final class IngressRule {
    private static final List<Attribute<?>> REFUSED =
            List.of(refused("servicePort"), refused("servicePorts"), refused("ingress"), refused("metricPort"));

    private IngressRule() {}

    /** {@code attributes} and those that are refused here. */
    static Attributes with(Attributes attributes) {
        return attributes.with(attributes.name(), REFUSED.toArray(Attribute<?>[]::new));
    }

    private static Attribute<?> refused(String name) {
        return Attribute.refused(name)
                .described("refused: a Worker has no ingress port; make it a Service to have one");
    }

    static void check(Fields section) {
        for (Attribute<?> refused : REFUSED) {
            String name = refused.name();
            if (section.node(refused).isPresent()) {
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
