package tireless.cli.plane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tireless.model.TirelessException;

/** The Java virtual machine that this is, to be started once more with another command of Tireless. */
public final class ThisJvm {
    private static final String MAIN = "tireless.cli.Main";

    private ThisJvm() {}

    /** The command line of the same program, with the same flags and start-up cache, and other arguments. */
    public static List<String> command(String... arguments) {
        List<String> line = new ArrayList<>(program());
        line.addAll(List.of(arguments));
        return line;
    }

    private static List<String> program() {
        try {
            // The JVM itself can tell its flags only after loading what costs a command 30 ms.
            List<String> own = List.of(Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8)
                    .split("\0"));
            int main = own.indexOf(MAIN);
            return main < 0 ? plain() : own.subList(0, main + 1);
        } catch (IOException e) {
            throw TirelessException.failed("cannot read /proc/self/cmdline: " + TirelessException.reason(e), e);
        }
    }

    /** For a process that was started otherwise than by the launcher: a test. */
    private static List<String> plain() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN);
    }
}
