package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.cli.context.Context;
import tireless.cli.context.Terminal;

class RefreshTest {
    @TempDir
    Path home;

    /** A reader that goes away once it has seen the table twice. */
    private static final class TwoTables extends OutputStream {
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

        @Override
        public void write(int character) throws IOException {
            if (count() == 2 && character == '\n') {
                throw new IOException("nobody reads");
            }
            seen.write(character);
        }

        private long count() {
            return seen.toString(StandardCharsets.UTF_8).split("NAME ", -1).length - 1L;
        }
    }

    @Test
    void itIsShownAgainAndAgainUntilNobodyReads() {
        TwoTables reader = new TwoTables();
        try (DataOsWorld _ = new DataOsWorld(home)) {
            int status = Main.execute(
                    new Context(
                            Map.of("TIRELESS_HOME", home.toString()),
                            "metis",
                            home,
                            home,
                            new ByteArrayInputStream(new byte[0]),
                            new Terminal(
                                    new PrintStream(reader, false, StandardCharsets.UTF_8),
                                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                                    false)),
                    "get",
                    "-r",
                    "--refreshRate",
                    "1");

            assertThat(status).isZero();
            assertThat(reader.count()).isEqualTo(2);
        }
    }
}
