package tireless.kubernetes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pod is given to reach its cluster. */
class ServiceAccountTest {
    private static final Map<String, String> VARIABLES =
            Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "KUBERNETES_SERVICE_PORT", "6443");

    @TempDir
    Path folder;

    private Config config(Map<String, String> variables) {
        return new ServiceAccount(variables, folder).config();
    }

    @Test
    void leadsToTheClusterOfThePod() throws IOException {
        Files.writeString(folder.resolve("token"), "first\n");
        Config config = config(VARIABLES);

        assertThat(config.getMasterUrl()).isEqualTo("https://10.96.0.1:6443/");
        assertThat(config.getCaCertFile()).isEqualTo(folder.resolve("ca.crt").toString());
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("first");
        Files.writeString(folder.resolve("token"), "second");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
    }

    @Test
    void anAddressOfIpv6IsBracketed() throws IOException {
        Files.writeString(folder.resolve("token"), "first");
        assertThat(config(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1")).getMasterUrl())
                .isEqualTo("https://[fd00::1]:443/");
    }

    @Test
    void whereThereIsNoPodItIsSaid() throws IOException {
        assertThatThrownBy(() -> config(VARIABLES))
                .hasMessageContaining(folder.resolve("token") + "; name a `context`");
        Files.writeString(folder.resolve("token"), "first");
        assertThatThrownBy(() -> config(Map.of())).hasMessageContaining("there is no KUBERNETES_SERVICE_HOST");
    }
}
