package tireless.chaos.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCheckTest {
    private static final String RUN = "u.plain-0.";

    private static String line(int attempt, int number) {
        return "@%s%d %d %d %s @".formatted(RUN, attempt, number, number * 7919L % 9973, ".".repeat(48));
    }

    private static Ledger ledger(String... lines) {
        return Ledger.read(Arrays.stream(lines).map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static RunLog.Difference shown(Ledger ledger, boolean limited, String... lines) {
        Birth newest = new Birth(RUN + 1, 10, Duration.ZERO, 0);
        return LogCheck.ofSlot(newest, List.of(lines), limited, Map.of(RUN + 1, ledger))
                .all();
    }

    @Test
    void whatIsWholeIsClean() {
        assertThat(shown(ledger("1", "2"), false, line(1, 1), line(1, 2))).isEqualTo(new RunLog.Difference(2, 0, 0, 0));
    }

    @Test
    void aLineBeyondTheLedgerIsNoLoss() {
        assertThat(shown(ledger("1"), false, line(1, 1), line(1, 2)).isClean()).isTrue();
    }

    @Test
    void lossIsFoundAtTheBeginningInTheMiddleAndAtTheEnd() {
        for (int lost = 1; lost <= 3; lost++) {
            List<String> lines = new ArrayList<>(List.of(line(1, 1), line(1, 2), line(1, 3)));
            lines.remove(lost - 1);
            assertThat(shown(ledger("1", "2", "3"), false, lines.toArray(String[]::new))
                            .lost())
                    .isEqualTo(1);
        }
    }

    @Test
    void aLogOfWhichNothingIsShownIsLost() {
        assertThat(shown(ledger("1", "2", "3"), false).lost()).isEqualTo(3);
    }

    @Test
    void whereNoMoreCanBeShownTheBeginningIsNotAskedFor() {
        assertThat(shown(ledger("1", "2", "3"), true, line(1, 2), line(1, 3)).isClean())
                .isTrue();
        assertThat(shown(ledger("1", "2", "3"), true, line(1, 1), line(1, 3)).lost())
                .isEqualTo(1);
    }

    @Test
    void tornRepeatedAndChangedLinesAreFound() {
        assertThat(shown(ledger("1"), false, line(1, 1), line(1, 2).substring(9))
                        .torn())
                .isEqualTo(1);
        assertThat(shown(ledger("1"), false, line(1, 1), line(1, 1)).repeated()).isEqualTo(1);
        assertThat(shown(ledger("1", "2"), false, line(1, 2), line(1, 1)).repeated())
                .isEqualTo(1);
        String changed = line(1, 12).replace(" 12 ", " 13 ");
        assertThat(shown(ledger(), false, changed).torn()).isEqualTo(1);
    }

    @Test
    void aFullDiskMayTearWhatItRefused() {
        assertThat(shown(ledger("1", "-2", "3"), false, line(1, 1), line(1, 2).substring(0, 9), line(1, 3))
                        .isClean())
                .isTrue();
        assertThat(shown(ledger("1", "-2", "3"), false, line(1, 1)).lost())
                .as("the next one was written")
                .isEqualTo(1);
    }

    @Test
    void filesAreReadOnAlsoWhenTheyWereRemoved(@TempDir Path home) throws IOException {
        Path attempt = Files.createDirectories(home.resolve("replicas/public/worker/plain/0/1"));
        Path log = attempt.resolve("log");
        Files.writeString(log, line(1, 1) + "\n" + line(1, 2).substring(0, 5));
        try (LogFiles files = new LogFiles(home);
                var writer = Files.newBufferedWriter(log, java.nio.file.StandardOpenOption.APPEND)) {
            files.readOn();
            Files.delete(log);
            writer.write(line(1, 2).substring(5) + "\n");
            writer.flush();
            files.readOn();
            LogCheck.Result result = LogCheck.ofFiles(files.runs(), Map.of(RUN + 1, ledger("1", "2", "3")));
            assertThat(result.all()).isEqualTo(new RunLog.Difference(2, 1, 0, 0));
            assertThat(result.problems()).singleElement().asString().startsWith(RUN + 1);
        }
    }
}
