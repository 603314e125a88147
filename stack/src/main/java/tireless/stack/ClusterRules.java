package tireless.stack;

import java.util.Optional;
import tireless.manifest.kind.SignalSection;
import tireless.manifest.kind.TirelessSection;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.value.KubernetesNames;
import tireless.model.CountOwner;
import tireless.model.Location;
import tireless.model.RunSpec;
import tireless.model.UnixAccount;
import tireless.model.VolumeMount;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.ClusterCompute.PodSecurity;
import tireless.model.cluster.OnCluster;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;

/**
 * Reports what the API server of a cluster would refuse, where the user wrote it. Names of workers are never too long: what Kubernetes makes of
 * one is at most 11 characters longer.
 */
final class ClusterRules {
    /** What a pod can run as (reference: Kubernetes, {@code runAsUser}). */
    private static final long HIGHEST_ACCOUNT = Integer.MAX_VALUE;

    private static final String OF_KUBERNETES = "kube-";

    private final WorkerManifest manifest;
    private final ClusterCompute compute;
    private final ResolveContext context;

    private ClusterRules(WorkerManifest manifest, ClusterCompute compute, ResolveContext context) {
        this.manifest = manifest;
        this.compute = compute;
        this.context = context;
    }

    static void check(
            WorkerManifest manifest,
            OnCluster cluster,
            RunSpec run,
            Optional<Scaling> scaling,
            ResolveContext context) {
        ClusterRules rules = new ClusterRules(manifest, cluster.compute(), context);
        rules.namespace();
        rules.hearing(scaling);
        run.account().ifPresent(rules::account);
        run.provisions().volumes().forEach(rules::volume);
    }

    private void namespace() {
        String workspace = context.workspace().of(manifest.meta());
        String namespace = compute.namespace(workspace);
        Location at = manifest.valueAt("workspace");
        if (namespace.length() > KubernetesNames.LONGEST_LABEL) {
            context.problems()
                    .error(
                            "bad-namespace",
                            at,
                            "the namespace of the workspace `%s` on the compute `%s` would have %d characters; %d are allowed"
                                    .formatted(
                                            workspace,
                                            compute.name(),
                                            namespace.length(),
                                            KubernetesNames.LONGEST_LABEL),
                            "shorten the name of the workspace, or `namespacePrefix` of the compute");
        } else if (namespace.startsWith(OF_KUBERNETES)) {
            context.problems()
                    .error(
                            "bad-namespace",
                            at,
                            "the namespace `%s` on the compute `%s` would be one of Kubernetes' own"
                                    .formatted(namespace, compute.name()),
                            "choose another workspace, or set `namespacePrefix` of the compute");
        }
    }

    /** What a worker says of itself is heard by a relay beside it alone. */
    private void hearing(Optional<Scaling> scaling) {
        TirelessSection asked = manifest.worker().tireless();
        boolean byItsWord = scaling.filter(found -> found.triggers().stream()
                                .map(ScaleTrigger::type)
                                .anyMatch(CountOwner::isOurs))
                        .isPresent()
                || asked.watchdog().isPresent()
                || asked.stallAfter().isPresent()
                || !asked.progress().signals().equals(SignalSection.NONE);
        if (compute.relay().isEmpty() && byItsWord) {
            context.problems()
                    .warning(
                            "not-heard",
                            manifest.at("worker", "tireless"),
                            "nobody hears what it reports on the compute `%s`, so nothing goes by that there"
                                    .formatted(compute.name()),
                            "name the image of Tireless in the compute: `kubernetes: {relay: registry/tireless:tag}`");
        }
    }

    private void account(UnixAccount account) {
        Location at = manifest.valueAt("worker", "tireless", "unixUser");
        if (number(account.user()) > HIGHEST_ACCOUNT
                || account.group().map(ClusterRules::number).orElse(0L) > HIGHEST_ACCOUNT) {
            context.problems()
                    .error(
                            "bad-value",
                            at,
                            "`unixUser` can not be `%s` on a Kubernetes cluster".formatted(account),
                            "%d is the highest number there".formatted(HIGHEST_ACCOUNT));
        }
        if (compute.security() == PodSecurity.RESTRICTED && account.user().equals("0")) {
            context.problems()
                    .error(
                            "pod-security",
                            at,
                            "the compute `%s` is `restricted`, and lets nothing run as root".formatted(compute.name()),
                            "name another account by its number, or write `podSecurity: baseline` in the compute");
        }
    }

    /** A name is refused where images are checked. */
    private static long number(String word) {
        return UnixAccount.isNumber(word) ? Long.parseLong(word) : 0;
    }

    private void volume(VolumeMount mount) {
        if (mount.mountPath().indexOf(':') >= 0) {
            context.problems()
                    .error(
                            "bad-value",
                            VolumeMounts.at(manifest, mount),
                            "a Kubernetes cluster mounts nothing at `%s`: the path has a colon"
                                    .formatted(mount.mountPath()),
                            "choose another `directory`");
        }
    }

    /** One machine has no others to spread over. */
    static void spreadHere(WorkerManifest manifest, ResolveContext context) {
        int replicas = manifest.worker().scaling().replicas().orElse(1);
        Optional<String> required = manifest.worker()
                .scaling()
                .highAvailability()
                .flatMap(availability -> availability.mode())
                .filter("required"::equals);
        if (required.isPresent() && replicas > 1) {
            context.problems()
                    .warning(
                            "not-yet",
                            manifest.at("worker", "highAvailabilityConfig"),
                            "one machine can not spread %d replicas as required; all of them run here"
                                    .formatted(replicas),
                            "name a `compute` that is a Kubernetes cluster, or leave it out");
        }
    }
}
