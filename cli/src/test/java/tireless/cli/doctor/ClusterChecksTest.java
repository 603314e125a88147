package tireless.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.model.cluster.Access;

class ClusterChecksTest {
    private static Optional<Access> access(String... fields) {
        TreeMap<String, String> all = new TreeMap<>(Map.of("compute.dataplane", "hub"));
        for (int at = 0; at < fields.length; at += 2) {
            all.put("compute.kubernetes." + fields[at], fields[at + 1]);
        }
        return ClusterChecks.access(all);
    }

    @Test
    void aComputeIsReachedAsItsFieldsSay() {
        assertThat(access()).isEmpty();
        assertThat(access("inCluster", "true")).contains(new Access.InCluster());
        assertThat(access("context", "farm")).contains(new Access.Kubeconfig(Optional.empty(), Optional.of("farm")));
        assertThat(access("kubeconfig", "/k"))
                .contains(new Access.Kubeconfig(Optional.of(Path.of("/k")), Optional.empty()));
    }

    @Test
    void whatIsInTheWayIsSaid() {
        Access access = new Access.InCluster();

        assertThat(ClusterChecks.of("farm", access, _ -> Optional.empty()))
                .isEqualTo(Finding.ok("compute farm", "its API server answers"));
        assertThat(ClusterChecks.of("farm", access, _ -> Optional.of("it is away"))
                        .found())
                .isEqualTo("it is away");
    }
}
