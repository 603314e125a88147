package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.model.BootId;
import tireless.model.RestartMemory;
import tireless.model.Uid;
import tireless.runtime.AttemptRecord;

/** What a driver writes down of how an attempt runs. */
class StartNoteTest {
    private static final StartNote NOTE = new StartNote(
            new AttemptRecord(new Uid("u"), 1, RestartMemory.FRESH),
            Duration.ofSeconds(3),
            new BootId("boot"),
            false,
            Optional.empty(),
            Optional.empty(),
            List.of("a limit, not enforced", "another one"),
            List.of("paths: mount namespace", "engine: podman (/usr/bin/podman)"));

    @Test
    void warningsAndRemarksAreKeptApart() {
        assertThat(StartNote.parse(NOTE.text())).contains(NOTE);
    }

    @Test
    void theWayOfThePathsThatAnEarlierVersionWroteIsARemark() {
        String earlier = NOTE.text().lines().filter(line -> !line.startsWith("remark ")).toList().stream()
                .map(line -> line.startsWith("memory ") ? line + "\npaths mount+namespace" : line)
                .reduce("", (text, line) -> text + line + "\n");
        assertThat(StartNote.parse(earlier)).hasValueSatisfying(note -> {
            assertThat(note.remarks()).containsExactly("paths: mount namespace");
            assertThat(note.warnings()).isEqualTo(NOTE.warnings());
        });
    }
}
