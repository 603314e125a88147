package tireless.cli.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The program that is started once more. */
class ThisJvmTest {
    private static final String CACHES = "-Dtireless.caches=/c/17-4";

    @Test
    void aServerHasACacheOfItsOwn() {
        assertThat(ThisJvm.program(List.of(
                        "java",
                        "-Xmx320m",
                        "-XX:AOTCache=/c/17-4-command.aot",
                        "-Xlog:disable",
                        CACHES,
                        "tireless.cli.Main",
                        "server",
                        "start")))
                .containsExactly(
                        "java",
                        "-XX:AOTCache=/c/17-4-server.aot",
                        "-Xlog:disable",
                        "-Xmx320m",
                        CACHES,
                        "tireless.cli.Main");
    }

    @Test
    void theFirstCommandOfAllNamesTheCacheThatWillBe() {
        assertThat(ThisJvm.program(List.of("java", CACHES, "tireless.cli.Main", "server", "start")))
                .containsExactly(
                        "java", "-XX:AOTCache=/c/17-4-server.aot", "-Xlog:disable", CACHES, "tireless.cli.Main");
    }

    @Test
    void withoutCachesThereIsNone() {
        assertThat(ThisJvm.program(List.of("java", "-Dtireless.caches=", "tireless.cli.Main", "run")))
                .containsExactly("java", "-Dtireless.caches=", "tireless.cli.Main");
    }
}
