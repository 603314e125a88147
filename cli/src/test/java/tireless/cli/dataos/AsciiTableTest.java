package tireless.cli.dataos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables are those that the documentation of DataOS prints. */
class AsciiTableTest {
    @Test
    void titlesAreInTheMiddleAndCellsOnTheLeft() {
        AsciiTable table = AsciiTable.of(
                List.of("NAME", "VERSION", "TYPE", "WORKSPACE", "STATUS", "RUNTIME", "OWNER"),
                "cnt-city-demo-001",
                "v1",
                "workflow",
                "public",
                "active",
                "running",
                "tmdc");

        assertThat(table.text()).isEqualTo("""
                        NAME        | VERSION |   TYPE   | WORKSPACE | STATUS | RUNTIME | OWNER
                --------------------|---------|----------|-----------|--------|---------|--------
                  cnt-city-demo-001 | v1      | workflow | public    | active | running | tmdc
                """);
    }

    @Test
    void numbersAreOnTheRight() {
        AsciiTable table =
                AsciiTable.of(List.of("RUNTIME", "READY REPLICAS COUNT", "REPLICAS COUNT"), "running:2", "2", "10");

        assertThat(table.text()).isEqualTo("""
                   RUNTIME  | READY REPLICAS COUNT | REPLICAS COUNT
                ------------|----------------------|-----------------
                  running:2 |                    2 |             10
                """);
    }

    @Test
    void aCharacterOfATableIsNoCommandToTheTerminal() {
        assertThat(AsciiTable.of(List.of("NAME"), "a\u001b[2Jb").text()).doesNotContain("\u001b");
    }

    @Test
    void aShortRowIsRefused() {
        assertThatThrownBy(() -> AsciiTable.of(List.of("A", "B"), "a")).isInstanceOf(IllegalArgumentException.class);
    }
}
