package tireless.kubernetes.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.kubernetes.apply.Refusal.Cause;

class RefusalsTest {
    private static Refusal of(int code, Status status) {
        return Refusals.of("apply StatefulSet a/b", new KubernetesClientException("failed", code, status));
    }

    /** The messages are those of a Kubernetes API server. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        403 | statefulsets.apps is forbidden: User "jane" cannot create resource "statefulsets" in API group "apps" in the namespace "a" | FORBIDDEN
        403 | pods "b-0" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1 | QUOTA
        403 | configmaps "b" is forbidden: unable to create new content in namespace a because it is being terminated | TERMINATING
        403 | pods "b-0" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false | ADMISSION
        400 | admission webhook "policy.example.com" denied the request: no owner | ADMISSION
        422 | StatefulSet.apps "b" is invalid: spec: Forbidden: updates to statefulset spec are forbidden | INVALID
        404 | namespaces "a" not found | NO_NAMESPACE
        404 | the server could not find the requested resource | UNKNOWN_KIND
        409 | Operation cannot be fulfilled on statefulsets.apps "b": the object has been modified | BUSY
        429 | too many requests, please try again later | BUSY
        500 | etcdserver: request timed out | BUSY
        401 | Unauthorized | UNAUTHORIZED
        """)
    void areOfTheirKindAndInTheClustersWords(int code, String message, Cause cause) {
        Refusal refusal = of(code, new StatusBuilder().withMessage(message).build());

        assertThat(refusal.cause()).isEqualTo(cause);
        assertThat(refusal.words()).isEqualTo(message);
        assertThat(refusal.text()).startsWith("apply StatefulSet a/b: " + message + "; ");
    }

    private static Status conflict(String message) {
        return new StatusBuilder()
                .withMessage("Apply failed with 1 conflict")
                .withNewDetails()
                .addNewCause(".spec.replicas", message, "FieldManagerConflict")
                .endDetails()
                .build();
    }

    @Test
    void aConflictNamesTheOtherAndTheField() {
        Refusal refusal = of(409, conflict("conflict with \"gitops\""));

        assertThat(refusal.cause()).isEqualTo(Cause.CONFLICT);
        assertThat(refusal.words()).isEqualTo("conflict with \"gitops\" at .spec.replicas");
        assertThat(Refusals.isByHand(refusal)).isFalse();
    }

    @Test
    void whatWasChangedByHandSaysWithWhichVersion() {
        assertThat(Refusals.isByHand(of(409, conflict("conflict with \"kubectl-edit\" using apps/v1"))))
                .isTrue();
    }

    @Test
    void aConnectionThatFailedHasWords() {
        KubernetesClientException failed = new KubernetesClientException("Operation failed", new ConnectException());

        assertThat(Refusals.of("get a", failed).cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(Refusals.of("get a", failed).words()).isEqualTo("no connection is made");
    }
}
