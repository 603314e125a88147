package tireless.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.json.Form;
import tireless.model.notice.Way;

/** Commands that are told, as real processes. */
class CommandCourierTest {
    @TempDir
    Path folder;

    @Test
    void aCommandReadsTheEventAndHasItsVariablesAndNoOthers() throws Exception {
        deliver(Duration.ofSeconds(30), "/bin/sh", "-c", "cat >body; env >environment");

        Form body = Form.read(Files.readString(folder.resolve("body")));
        assertThat(body.text("event")).isEqualTo("stalled");
        assertThat(Files.readString(folder.resolve("environment")))
                .contains(
                        "TIRELESS_EVENT=stalled\n",
                        "TIRELESS_EVENT_RESOURCE=worker public/orders\n",
                        "PATH=/usr/bin:/bin\n")
                .doesNotContain("JAVA_HOME");
    }

    @Test
    void aProgramOfItsFolderIsFoundThere() throws Exception {
        Path program = folder.resolve("tell.sh");
        Files.writeString(program, "#!/bin/sh\ntouch told\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        deliver(Duration.ofSeconds(30), "./tell.sh");

        assertThat(folder.resolve("told")).exists();
    }

    @Test
    void oneThatDoesNotReadIsNoneThatFails() throws Exception {
        deliver(Duration.ofSeconds(30), "true");
    }

    @Test
    void howOneFailsIsSaid() {
        assertThatThrownBy(() -> deliver(Duration.ofSeconds(30), "false")).hasMessage("it ended with status 1");
        assertThatThrownBy(() -> deliver(Duration.ofSeconds(30), "no-such-program"))
                .hasMessage("it ended with status 127");
    }

    @Test
    void oneThatHangsIsKilledWithAllThatItStarted() throws Exception {
        assertThatThrownBy(() -> deliver(Duration.ofSeconds(1), "/bin/sh", "-c", "sleep 1000 & echo $! >child; wait"))
                .hasMessage("it did not end within 1 s, and was killed");

        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(left -> assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }

    private void deliver(Duration limit, String... command) throws Exception {
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", "/usr/bin:/bin");
        new CommandCourier(
                        "alpha",
                        (_, _, variables) -> {
                            environment.putAll(variables);
                            return new CommandRuns.CommandRun(List.of(), folder, environment);
                        },
                        limit)
                .deliver(new Notice(
                        "1-a",
                        1,
                        Office.recipient(new Way.Command(List.of(command))),
                        new Notice.Told(
                                Office.ORDERS,
                                Office.UID,
                                OptionalInt.of(0),
                                "stalled",
                                Instant.EPOCH,
                                "orders-0 stalled",
                                Form.empty()),
                        0,
                        0));
    }
}
