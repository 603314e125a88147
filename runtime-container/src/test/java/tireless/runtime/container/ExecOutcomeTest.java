package tireless.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.runtime.ProbeResult;

class ExecOutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "125, Error: no container with name or ID \"t\" found: no such container",
        "125, Error: can only create exec sessions on running containers: container state improper",
        "1, Error response from daemon: No such container: t",
        "1, Error response from daemon: container 0123 is not running",
    })
    void whatAnEngineSaysOfAContainerThatDoesNotRunIsNoFailureOfTheProbe(int status, String output) {
        assertThat(ExecOutcome.of(new ProbeResult.Failed(status, output))).isInstanceOf(ProbeResult.Unclear.class);
    }

    @Test
    void whatTheProbeItselfSaysCounts() {
        ProbeResult failed = new ProbeResult.Failed(1, "the queue does not answer");
        ProbeResult passed = new ProbeResult.Passed();

        assertThat(ExecOutcome.of(failed)).isEqualTo(failed);
        assertThat(ExecOutcome.of(passed)).isEqualTo(passed);
    }
}
