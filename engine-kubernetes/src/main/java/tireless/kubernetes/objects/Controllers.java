package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;

/** What keeps the pods: a StatefulSet, or a Deployment where replicas need no names. */
final class Controllers {
    /** Earlier states are in our own history. */
    private static final int HISTORY = 2;

    /** As long as a roll-out waits on the machine. */
    private static final int PROGRESS_SECONDS = 600;

    private Controllers() {}

    static HasMetadata of(Wanted wanted, PodTemplateSpec pods, String content) {
        ObjectMeta meta = new ObjectMetaBuilder(wanted.marks().meta(wanted.key().name()))
                .addToAnnotations(Labels.CONTENT, content)
                .addToAnnotations(
                        Labels.REVISION, Integer.toString(wanted.origin().revision()))
                .build();
        PodTemplateSpec template = new PodTemplateSpecBuilder(pods)
                .editMetadata()
                .addToAnnotations(Labels.CONTENT, content)
                .addToAnnotations(
                        Labels.REVISION, Integer.toString(wanted.origin().podsSince()))
                .endMetadata()
                .build();
        LabelSelector selector =
                new LabelSelectorBuilder().withMatchLabels(wanted.selector()).build();
        return wanted.ordered()
                ? new StatefulSetBuilder()
                        .withMetadata(meta)
                        .withNewSpec()
                        .withReplicas(Count.replicas(wanted))
                        .withPodManagementPolicy("Parallel")
                        .withSelector(selector)
                        .withNewUpdateStrategy()
                        .withType("RollingUpdate")
                        .endUpdateStrategy()
                        .withRevisionHistoryLimit(HISTORY)
                        .withTemplate(template)
                        .endSpec()
                        .build()
                : new DeploymentBuilder()
                        .withMetadata(meta)
                        .withNewSpec()
                        .withReplicas(Count.replicas(wanted))
                        .withSelector(selector)
                        .withNewStrategy()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                        // One after the other and never one too many, as on the machine; where replicas are kept apart
                        // there may be no place for more.
                        .withMaxSurge(new IntOrString(0))
                        .withMaxUnavailable(new IntOrString(1))
                        .endRollingUpdate()
                        .endStrategy()
                        .withProgressDeadlineSeconds(PROGRESS_SECONDS)
                        .withRevisionHistoryLimit(HISTORY)
                        .withTemplate(template)
                        .endSpec()
                        .build();
    }

    static String kind(Wanted wanted) {
        return wanted.ordered() ? "StatefulSet" : "Deployment";
    }
}
