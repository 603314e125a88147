package tireless.cli.plane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.model.TirelessException;

/** The Java virtual machine that this is, to be started once more with another command of Tireless. */
public final class ThisJvm {
    private static final String MAIN = "tireless.cli.Main";
    private static final String CACHE = "-XX:AOTCache=";
    private static final String TRAINING = "-XX:AOTCacheOutput=";
    private static final String OF_COMMANDS = "-command.aot";
    private static final String OF_SERVERS = "-server.aot";

    private ThisJvm() {}

    /** The command line of the same program, with the same flags and other arguments, for what lives longer than a command. */
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
            return main < 0
                    ? plain()
                    : own.subList(0, main + 1).stream()
                            .filter(word -> !word.startsWith(TRAINING))
                            .map(ThisJvm::longLived)
                            .flatMap(Optional::stream)
                            .toList();
        } catch (IOException e) {
            throw TirelessException.failed("cannot read /proc/self/cmdline: " + TirelessException.reason(e), e);
        }
    }

    /** A command has a start-up cache of its own (see the launcher); a server's is beside it, if it is made already. */
    private static Optional<String> longLived(String word) {
        if (!word.startsWith(CACHE) || !word.endsWith(OF_COMMANDS)) {
            return Optional.of(word);
        }
        Path cache = Path.of(word.substring(CACHE.length(), word.length() - OF_COMMANDS.length()) + OF_SERVERS);
        return Files.isReadable(cache) ? Optional.of(CACHE + cache) : Optional.empty();
    }

    /** For a process that was started otherwise than by the launcher: a test. */
    private static List<String> plain() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN);
    }
}
