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

    @Test
    void aSlipOfOneNameAloneIsCertain() {
        assertThat(Nearest.certain("Stack_Spec", KNOWN)).contains("stackSpec");
        assertThat(Nearest.certain("repilcas", KNOWN)).contains("replicas");
        assertThat(Nearest.certain("resourcse", KNOWN)).contains("resources");
        assertThat(Nearest.certain("stcak", KNOWN)).contains("stack");
        assertThat(Nearest.certain("env", List.of("envs"))).contains("envs");
    }

    @Test
    void whatMayBeAnotherNameIsNotCertain() {
        assertThat(Nearest.certain("stack", KNOWN)).isEmpty();
        assertThat(Nearest.certain("stock", List.of("stack", "stick"))).isEmpty();
        assertThat(Nearest.certain("load2", List.of("load1"))).isEmpty();
        assertThat(Nearest.certain("rw", List.of("r"))).isEmpty();
        assertThat(Nearest.certain("replay", KNOWN)).isEmpty();
    }
}
