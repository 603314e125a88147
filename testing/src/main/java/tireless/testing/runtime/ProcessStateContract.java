package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;

/** What a worker's process finds when it begins: exactly what it was promised, and nothing of who started it. */
public abstract class ProcessStateContract extends RuntimeFixture {
    private static final long STANDARD_SIGNALS = 0x7fff_ffff;

    private static long mask(String line) {
        return Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16);
    }

    private List<String> output(Map<String, String> environment, String... command) {
        start(1, run(environment, command));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(0));
        List<String> lines = new ArrayList<>();
        driver.log(SLOT).tail(1000).forEach(line -> lines.add(line.text()));
        return lines;
    }

    @Test
    void theEnvironmentIsExact() throws IOException {
        Map<String, String> own = Map.of("A", "one two", "HOME", "/elsewhere", "EMPTY", "");
        List<String> lines = output(own, "/usr/bin/env");
        assertThat(lines)
                .contains("A=one two", "HOME=/elsewhere", "EMPTY=", "PATH=" + BASE.get("PATH"))
                .contains("PWD=" + folder);
        assertThat(lines)
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .containsExactlyInAnyOrder("A", "HOME", "EMPTY", "PATH", "PWD", "TIRELESS_ATTEMPT", "NOTIFY_SOCKET");
    }

    @Test
    void valuesAndArgumentsPassUnchanged() {
        String hard = "'\"$HOME`id`\\\\* \n\tü$(id)";
        assertThat(String.join(
                        "\n", output(Map.of("V", hard), "/bin/sh", "-c", "printf '%s|%s' \"$V\" \"$1\"", "sh", hard)))
                .isEqualTo(hard + "|" + hard);
    }

    @Test
    void itRunsInItsWorkingDirectory() {
        assertThat(output(Map.of(), "/bin/pwd", "-P")).containsExactly(folder.toString());
    }

    @Test
    void signalsAreAsTheKernelSetsThem() {
        List<String> lines = output(Map.of(), "grep", "-E", "^Sig(Blk|Ign):", "/proc/self/status");
        // 32 and 33 belong to the C library, which no program can change.
        assertThat(lines).hasSize(2).allMatch(line -> (mask(line) & STANDARD_SIGNALS) == 0);
    }

    @Test
    void noDescriptorsAreInherited() {
        // The one besides 0, 1 and 2 is the folder that ls reads.
        assertThat(output(Map.of(), "ls", "/proc/self/fd")).containsExactly("0", "1", "2", "3");
    }

    @Test
    void standardInputIsEmptyAndTheUmaskIsUsual() {
        assertThat(output(Map.of(), "/bin/sh", "-c", "readlink /proc/self/fd/0; umask"))
                .containsExactly("/dev/null", "0022");
    }

    @Test
    void itLeadsNoTerminalAndItsOwnSession() {
        assertThat(output(
                        Map.of(),
                        "/bin/sh",
                        "-c",
                        "read -r _ _ _ _ group session tty _ </proc/self/stat; [ $group = $session ] && echo $tty"))
                .containsExactly("0");
    }
}
