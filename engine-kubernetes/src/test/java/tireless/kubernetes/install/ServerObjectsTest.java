package tireless.kubernetes.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import org.junit.jupiter.api.Test;
import tireless.kubernetes.objects.Labels;

/** What a server in a cluster is made of. */
class ServerObjectsTest {
    private static <T extends HasMetadata> T find(ServerObjects server, Class<T> kind) {
        return server.objects().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isOnePodThatIsNotRootAndCanNotBeReached() {
        ServerObjects server = new ServerObjects("registry.example/tireless:1", "tools", "3Gi");
        StatefulSet set = find(server, StatefulSet.class);

        assertThat(set.getSpec().getReplicas()).isOne();
        assertThat(set.getSpec().getTemplate().getSpec().getSecurityContext().getRunAsNonRoot())
                .isTrue();
        assertThat(server.objects())
                .extracting(HasMetadata::getKind)
                .contains("NetworkPolicy")
                .doesNotContain("Service");
    }

    @Test
    void isNotTakenForAWorker() {
        assertThat(new ServerObjects("registry.example/tireless:1", "tireless", "2Gi").yaml())
                .doesNotContain(Labels.MANAGED_BY);
    }

    @Test
    void twoServersOfOneClusterHaveRolesOfTheirOwn() {
        ServerObjects one = new ServerObjects("i:1", "tireless", "2Gi");
        ServerObjects other = new ServerObjects("i:1", "tools", "2Gi");

        assertThat(find(one, ClusterRole.class).getMetadata().getName()).isEqualTo("tireless");
        assertThat(find(other, ClusterRole.class).getMetadata().getName()).isEqualTo("tireless-tools");
    }

    @Test
    void noRightIsForEverything() {
        assertThat(Rights.rules())
                .flatExtracting(PolicyRule::getVerbs)
                .doesNotContain("*", "deletecollection", "update", "escalate", "bind", "impersonate");
        assertThat(Rights.rules()).flatExtracting(PolicyRule::getResources).doesNotContain("*", "pods/exec");
        assertThat(Rights.rules()).flatExtracting(PolicyRule::getApiGroups).doesNotContain("*");
    }
}
