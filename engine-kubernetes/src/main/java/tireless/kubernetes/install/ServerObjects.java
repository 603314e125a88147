package tireless.kubernetes.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server of Tireless in a cluster: one pod that nobody can reach, with its home on a volume. It is spoken to by {@code kubectl exec}. Its
 * objects are not marked as those of workers are, so that it never takes them for its own.
 *
 * @param image of Tireless
 * @param storage how large the home may become, as Kubernetes writes it
 */
public record ServerObjects(String image, String namespace, String storage) {
    private static final String NAME = "tireless";
    private static final String HOME = "/var/lib/tireless";
    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", NAME);

    /** Any account that is not root; the volume is given to it. */
    private static final long ACCOUNT = 65_532;

    /** In the order in which they are to be applied. */
    public List<HasMetadata> objects() {
        return List.of(
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build(),
                new ServiceAccountBuilder().withMetadata(inNamespace()).build(),
                new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(clusterWide())
                        .endMetadata()
                        .withRules(Rights.rules())
                        .build(),
                new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(clusterWide())
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", clusterWide())
                        .addNewSubject(null, "ServiceAccount", NAME, namespace)
                        .build(),
                new NetworkPolicyBuilder()
                        .withMetadata(inNamespace())
                        .withNewSpec()
                        .withNewPodSelector()
                        .withMatchLabels(LABELS)
                        .endPodSelector()
                        .withPolicyTypes("Ingress")
                        .endSpec()
                        .build(),
                set());
    }

    /** The same as YAML. */
    public String yaml() {
        return objects().stream().map(Serialization::asYaml).collect(Collectors.joining());
    }

    /** Two servers of one cluster, in two namespaces, have roles of their own. */
    private String clusterWide() {
        return namespace.equals(NAME) ? NAME : NAME + "-" + namespace;
    }

    private ObjectMeta inNamespace() {
        return new ObjectMetaBuilder()
                .withName(NAME)
                .withNamespace(namespace)
                .withLabels(LABELS)
                .build();
    }

    /** Never two of them: they would share a home. */
    private StatefulSet set() {
        return new StatefulSetBuilder()
                .withMetadata(inNamespace())
                .withNewSpec()
                .withReplicas(1)
                .withServiceName("")
                .withNewSelector()
                .withMatchLabels(LABELS)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(LABELS)
                .endMetadata()
                .withSpec(pod())
                .endTemplate()
                .withVolumeClaimTemplates(claim())
                .endSpec()
                .build();
    }

    private PodSpec pod() {
        return new PodSpecBuilder()
                .withServiceAccountName(NAME)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(ACCOUNT)
                .withRunAsGroup(ACCOUNT)
                .withFsGroup(ACCOUNT)
                .withNewSeccompProfile(null, "RuntimeDefault")
                .endSecurityContext()
                .addNewContainer()
                .withName(NAME)
                .withImage(image)
                .withArgs("@tireless", "server", "start", "--foreground")
                .addNewEnv()
                .withName("TIRELESS_HOME")
                .withValue(HOME)
                .endEnv()
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("100m"), "memory", new Quantity("256Mi")))
                .withLimits(Map.of("memory", new Quantity("768Mi")))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("home")
                .withMountPath(HOME)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .build();
    }

    private PersistentVolumeClaim claim() {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("home")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity(storage)))
                .endResources()
                .endSpec()
                .build();
    }
}
