package tireless.runtime.process.namespace;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs of util-linux that put a command into namespaces, and the account that they are run by. */
public final class Unshare {
    /** The account that may do everything. */
    public static final long ROOT = 0;

    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin");

    /** mount(8) says last, and to everybody, where there may be more. */
    private static final String MORE = "dmesg(1)";

    private Unshare() {}

    /** Where the program is; empty if it is in none of the usual folders. */
    public static Optional<Path> program(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The number of the account that this program runs by. */
    public static long user() throws IOException {
        return owner("unix:uid");
    }

    /** The number of its group. */
    public static long group() throws IOException {
        return owner("unix:gid");
    }

    private static long owner(String attribute) throws IOException {
        return ((Number) Files.getAttribute(Path.of("/proc/self"), attribute)).longValue();
    }

    /** What was said by what failed where a command that does nothing is put behind {@code before}; empty if it went well. */
    public static Optional<String> refusal(List<String> before) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("/bin/sh", "-c", ":"));
        Process tried = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(Redirect.DISCARD)
                .start();
        try (var errors = tried.getErrorStream()) {
            String said = new String(errors.readAllBytes(), StandardCharsets.UTF_8);
            int status = tried.waitFor();
            return status == 0
                    ? Optional.empty()
                    : Optional.of(said.lines()
                            .filter(line -> !line.isBlank() && !line.contains(MORE))
                            .reduce((_, last) -> last)
                            .orElse("exit status " + status));
        } catch (InterruptedException interrupted) {
            tried.destroyForcibly();
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
