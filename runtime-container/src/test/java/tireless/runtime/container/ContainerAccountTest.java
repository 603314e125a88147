package tireless.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.FileContent;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.UnixAccount;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.runtime.process.Cgroups;
import tireless.testing.runtime.RuntimeFixture;

/** A container whose account is named. */
@Tag("slow")
class ContainerAccountTest extends RuntimeFixture {
    @Override
    protected RuntimeDriver open(Path home) {
        return TestEngine.open(home, ContainerDriverTest.WITH_INIT, Cgroups.NONE);
    }

    @BeforeEach
    void needRoot() throws IOException {
        assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can give files away");
    }

    private static RunSpec as(String account, String script) {
        Provisions configs =
                new Provisions(new TreeMap<>(Map.of("a", FileContent.ofText("config\n"))), List.of(), List.of());
        return TestEngine.run(Map.of(), List.of("/bin/sh", "-c", script))
                .withProvisions(configs)
                .withAccount(UnixAccount.parse(account).orElseThrow());
    }

    @Test
    void itHasThatNumberAndItsFilesAndItsSocket() {
        String script = "id -u; id -g; cat /etc/dataos/config/a; echo x >$DATAOS_TEMP_DIR/f && cat $DATAOS_TEMP_DIR/f;"
                + " [ -w $NOTIFY_SOCKET ] && echo heard; exit 3";
        assertThat(start(1, as("4242:4243", script))).isInstanceOf(StartResult.Started.class);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(3));
        List<String> said = new ArrayList<>();
        driver.log(SLOT).tail(100).forEach(line -> said.add(line.text()));
        assertThat(said).containsExactly("4242", "4243", "config", "x", "heard");
    }

    @Test
    void itsProbesRunAsItDoes() {
        RunSpec run = as("4242", "sleep 1000");
        assertThat(start(1, run)).isInstanceOf(StartResult.Started.class);
        ProbeResult result = new ProbeResult.Unclear("");
        for (int tries = 0;
                tries < 20 && !(result instanceof ProbeResult.Failed(int status, var _) && status == 3);
                tries++) {
            result = driver.probe(new ProbeRequest(
                    attempt(1), run, List.of("/bin/sh", "-c", "id -u; exit 3"), Duration.ofSeconds(20)));
        }
        assertThat(result).isEqualTo(new ProbeResult.Failed(3, "4242"));
    }
}
