package tireless.runtime.process.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    @Test
    void whatRootLacksInAContainerIsNamed() {
        // As docker gives it.
        assertThat(Capabilities.missing(List.of("Name:\tjava", "CapEff:\t00000000a80425fb")))
                .contains("CAP_SYS_PTRACE");
        assertThat(Capabilities.missing(List.of("CapEff:\t0000000000000000")).orElse(""))
                .startsWith("CAP_CHOWN, CAP_DAC_OVERRIDE");
    }

    @Test
    void allOfItIsEnough() {
        assertThat(Capabilities.missing(List.of("CapEff:\t000001ffffffffff"))).isEmpty();
        assertThat(Capabilities.missing(List.of("CapEff:\t00000000000800eb"))).isEmpty();
    }
}
