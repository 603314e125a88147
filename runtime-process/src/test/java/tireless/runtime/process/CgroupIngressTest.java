package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tireless.runtime.Notice;
import tireless.runtime.RuntimeDriver;

/** With control groups, as far as this machine lets this account use them. */
class CgroupIngressTest extends IngressContract {
    @BeforeAll
    static void needControlGroups() {
        assumeTrue(Drivers.DETECTED.tracking().isPresent(), "this account may not make control groups here");
    }

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    @Test
    void whoClearedItsEnvironmentAndLeftTheSessionCountsToo() {
        String port = firstWord("(env -i PATH=$PATH setsid " + perl("0.0.0.0 wait") + " &); exec sleep 1000");
        assertThat(news.nextNotice()).isEqualTo(new Notice.Listens(List.of("0.0.0.0:" + port)));
    }
}
