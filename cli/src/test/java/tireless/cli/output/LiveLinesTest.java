package tireless.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final LiveLines live = new LiveLines(new PrintStream(terminal, false, StandardCharsets.UTF_8));

    private String drawn(String... lines) {
        terminal.reset();
        live.draw(List.of(lines));
        return terminal.toString(StandardCharsets.UTF_8)
                .replace("\u001b[?7l", "")
                .replace("\u001b[?7h", "")
                .replace("\u001b[K", "·");
    }

    @Test
    void linesAreDrawnInPlaceOfThoseBefore() {
        assertThat(drawn("a", "b")).isEqualTo("a·\nb·\n");
        assertThat(drawn("c", "d", "e")).isEqualTo("\u001b[2Ac·\nd·\ne·\n");
    }

    @Test
    void whatIsLeftOfMoreLinesIsCleared() {
        drawn("a", "b", "c");
        assertThat(drawn("d")).isEqualTo("\u001b[3Ad·\n·\n·\n");
        assertThat(drawn("e")).startsWith("\u001b[3A");
    }
}
