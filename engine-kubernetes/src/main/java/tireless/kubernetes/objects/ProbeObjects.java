package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.time.Duration;
import tireless.model.ProbeKind;
import tireless.model.Probes;

/** The probes of a container. */
final class ProbeObjects {
    private ProbeObjects() {}

    static void add(Probes probes, ContainerBuilder container) {
        probes.startup().ifPresent(probe -> container.withStartupProbe(probe(probe, ProbeKind.STARTUP)));
        probes.readiness().ifPresent(probe -> container.withReadinessProbe(probe(probe, ProbeKind.READINESS)));
        probes.liveness().ifPresent(probe -> container.withLivenessProbe(probe(probe, ProbeKind.LIVENESS)));
    }

    private static Probe probe(tireless.model.Probe probe, ProbeKind kind) {
        ProbeBuilder built = new ProbeBuilder()
                .withNewExec()
                .withCommand(Literal.of(probe.command()))
                .endExec()
                // The API server keeps none that is 0.
                .withInitialDelaySeconds(
                        probe.initialDelay().isZero()
                                ? null
                                : Integer.valueOf((int) Quantities.seconds(probe.initialDelay())))
                .withPeriodSeconds(atLeastOne(probe.period()))
                .withTimeoutSeconds(atLeastOne(probe.timeout()))
                .withSuccessThreshold(probe.successThreshold())
                .withFailureThreshold(probe.failureThreshold());
        if (kind != ProbeKind.READINESS) {
            probe.grace().ifPresent(grace -> built.withTerminationGracePeriodSeconds((long) atLeastOne(grace)));
        }
        return built.build();
    }

    /** Kubernetes has no shorter time. */
    private static int atLeastOne(Duration duration) {
        return (int) Math.max(1, Quantities.seconds(duration));
    }
}
