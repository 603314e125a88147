package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tireless.kubernetes.relay.RelayContainer;
import tireless.model.RunSpec;
import tireless.model.cluster.ClusterCompute;

/** What every pod of a workload is. */
public final class Pods {
    /** The name of the container that the worker runs in. */
    public static final String MAIN = "main";

    private static final Path ROOT = Path.of("/");

    private Pods() {}

    /** Without its content. */
    static PodTemplateSpec template(Wanted wanted, StackPart stack) {
        PodTemplateSpecBuilder template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(wanted.marks().labels())
                .endMetadata()
                .withSpec(heard(stack.completed(spec(wanted), wanted), wanted));
        wanted.origin()
                .restart()
                .ifPresent(restart -> template.editMetadata()
                        .addToAnnotations(Labels.RESTART, restart)
                        .endMetadata());
        return template.build();
    }

    /** A short name of what pods of this template are. */
    static String content(PodTemplateSpec template) {
        return Digest.of(List.of(Serialization.asJson(template)));
    }

    private static PodSpec heard(PodSpec pod, Wanted wanted) {
        return wanted.cluster()
                .compute()
                .relay()
                .map(image -> RelayContainer.of(wanted.workload().run()).beside(pod, MAIN, image))
                .orElse(pod);
    }

    private static PodSpec spec(Wanted wanted) {
        ClusterCompute compute = wanted.cluster().compute();
        PodSpecBuilder pod = new PodSpecBuilder()
                .withContainers(main(wanted))
                .withVolumes(Mounts.of(wanted).volumes())
                .withSecurityContext(Security.pod(wanted))
                .withServiceAccountName(compute.serviceAccount().orElse(null))
                .withAutomountServiceAccountToken(compute.serviceAccount().isPresent())
                // A worker is told of no Service of its namespace: their variables would change with them.
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(
                        Quantities.seconds(wanted.workload().run().stop().grace()))
                .withNodeSelector(compute.nodeSelector().isEmpty() ? null : Map.copyOf(compute.nodeSelector()))
                .withTolerations(
                        compute.tolerations().stream().map(Pods::toleration).toList())
                .withImagePullSecrets(ObjectNames.pull(wanted).map(LocalObjectReference::new).stream()
                        .toList());
        Spreading.add(wanted, pod);
        return pod.build();
    }

    private static Container main(Wanted wanted) {
        RunSpec run = wanted.workload().run();
        ContainerBuilder container = new ContainerBuilder()
                .withName(MAIN)
                .withEnv(Environment.of(wanted))
                .withEnvFrom(Environment.ofSecrets(wanted))
                .withVolumeMounts(Mounts.of(wanted).mounts())
                .withResources(Allotment.of(wanted).orElse(null))
                .withSecurityContext(Security.container(wanted))
                .withWorkingDir(
                        run.workingDirectory().equals(ROOT)
                                ? null
                                : run.workingDirectory().toString());
        run.image().ifPresent(image -> {
            container.withImage(image.reference());
            if (image.entrypoint()) {
                container.withArgs(Literal.of(run.command()));
            } else {
                container.withCommand(Literal.of(run.command()));
            }
        });
        ProbeObjects.add(wanted.workload().probes(), container);
        return container.build();
    }

    private static Toleration toleration(ClusterCompute.Toleration toleration) {
        return new TolerationBuilder()
                .withKey(toleration.key().orElse(null))
                .withOperator(toleration.operator().orElse(null))
                .withValue(toleration.value().orElse(null))
                .withEffect(toleration.effect().orElse(null))
                .build();
    }
}
