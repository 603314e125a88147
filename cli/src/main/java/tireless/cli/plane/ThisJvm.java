package tireless.cli.plane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tireless.model.TirelessException;

/** The Java virtual machine that this is, to be started once more with another command of Tireless. */
public final class ThisJvm {
    private static final String MAIN = "tireless.cli.Main";
    private static final String CACHE = "-XX:AOTCache=";
    private static final String TRAINING = "-XX:AOTCacheOutput=";

    /** Of a cache that does not fit, the VM would speak. */
    private static final String QUIET = "-Xlog:disable";

    /** How the names of all caches begin that fit this program and these flags. */
    private static final String CACHES = "-Dtireless.caches=";

    private static final String OF_SERVERS = "-server.aot";

    private ThisJvm() {}

    /** The command line of the same program, with the same flags and other arguments, for what is started now and outlives a command. */
    public static List<String> command(String... arguments) {
        return commandLater(arguments).stream()
                .filter(word -> !word.startsWith(CACHE) || Files.isReadable(Path.of(word.substring(CACHE.length()))))
                .toList();
    }

    /** The same, to be started at any time: it names its start-up cache, whether or not that is made already. */
    public static List<String> commandLater(String... arguments) {
        List<String> line = new ArrayList<>(program(own()));
        line.addAll(List.of(arguments));
        return line;
    }

    private static List<String> own() {
        try {
            // The JVM itself can tell its flags only after loading what costs a command 30 ms.
            return List.of(Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8)
                    .split("\0"));
        } catch (IOException e) {
            throw TirelessException.failed("cannot read /proc/self/cmdline: " + TirelessException.reason(e), e);
        }
    }

    /**
     * The program with its flags, of a command line with arguments. A command has a start-up cache of its own (see the launcher); a
     * server's is beside it.
     */
    static List<String> program(List<String> own) {
        int main = own.indexOf(MAIN);
        if (main < 0) {
            return plain();
        }
        List<String> line = own.subList(0, main).stream()
                .filter(word -> !word.startsWith(TRAINING))
                .collect(Collectors.toCollection(ArrayList::new));
        line.stream()
                .filter(word -> word.startsWith(CACHES) && word.length() > CACHES.length())
                .map(word -> CACHE + word.substring(CACHES.length()))
                .findFirst()
                .ifPresent(caches -> {
                    line.removeIf(word -> word.startsWith(caches) || word.equals(QUIET));
                    line.addAll(1, List.of(caches + OF_SERVERS, QUIET));
                });
        line.add(MAIN);
        return line;
    }

    /** For a process that was started otherwise than by the launcher: a test. */
    private static List<String> plain() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN);
    }
}
