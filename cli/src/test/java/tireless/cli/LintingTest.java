package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tireless.cli.Sandbox.Outcome;

/** lint, which asks no server. */
@Timeout(60)
class LintingTest extends InSandbox {
    private Outcome lint() {
        return sandbox.piping("""
                        name: pulse
                        version: v1beta
                        type: worker
                        worker:
                          stack: process
                          stackSpec: {shell: sleep 1}
                          tireless:
                            notify:
                              - email: {to: [ops@example.com]}
                        """).tireless("lint", "-f", "-");
    }

    @Test
    void aMailIsWarnedOfUnlessServerYamlNamesAServerForIt() throws IOException {
        Outcome without = lint();
        assertThat(without.status()).isZero();
        assertThat(without.out())
                .contains(":9:", "no server for mail is named, so nobody is told by this mail", "`smtp`");

        Path configuration = home.resolve(".config/tireless/server.yaml");
        Files.createDirectories(configuration.getParent());
        Files.writeString(configuration, "smtp: {host: localhost, security: none, from: tireless@example.com}\n");
        assertThat(lint().out()).isEqualTo("no problems in 1 file\n");
    }
}
