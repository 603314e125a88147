package tireless.manifest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("replicas", "resources", "stack", "stackSpec");

    @Test
    void theNameWithTheFewestEditsIsMeant() {
        assertThat(Nearest.to("replica", KNOWN)).contains("replicas");
        assertThat(Nearest.to("Stackspec", KNOWN)).contains("stackSpec");
        assertThat(Nearest.to("stak", KNOWN)).contains("stack");
    }

    @Test
    void whatIsTooFarIsNoGuess() {
        assertThat(Nearest.to("schedule", KNOWN)).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), KNOWN)).isEmpty();
        assertThat(Nearest.hint("schedule", KNOWN)).isEqualTo("known: replicas, resources, stack, stackSpec");
    }
}
