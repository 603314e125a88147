package tireless.manifest.kind;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The section {@code service}: everything that is a Service's own.
 *
 * @param ports that it answers at; the unnamed one, {@code servicePort}, first
 * @param metricPort where it shows its metrics
 */
public record ServiceSection(
        Task task,
        Scaling scaling,
        List<ServicePort> ports,
        OptionalInt metricPort,
        Optional<Ingress> ingress,
        TirelessSection tireless) {
    public ServiceSection {
        ports = List.copyOf(ports);
    }
}
