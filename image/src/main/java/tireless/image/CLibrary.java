package tireless.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Java runtime takes of the C library of this machine. */
final class CLibrary {
    /** As ldd(1) lists it. */
    private static final Pattern FILE = Pattern.compile("(/\\S+) \\(0x[0-9a-f]+\\)");

    /** What the C library loads by itself, to find hosts by their names. */
    private static final List<String> LOADED_LATER = List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

    private CLibrary() {}

    /** The files that all programs and libraries below the folder need, and that are not there. */
    static NavigableSet<Path> neededBy(Path runtime) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("ldd", runtime.resolve("bin/java").toString()));
        try (Stream<Path> files = Files.walk(runtime.resolve("lib"))) {
            files.filter(file -> file.toString().endsWith(".so")).sorted().forEach(file -> words.add(file.toString()));
        }
        NavigableSet<Path> needed = new TreeSet<>();
        FILE.matcher(Command.run(runtime, words))
                .results()
                .map(MatchResult::group)
                .map(line -> Path.of(line.substring(0, line.indexOf(' '))))
                .filter(file -> !file.startsWith(runtime))
                .forEach(needed::add);
        for (Path file : List.copyOf(needed)) {
            if (file.endsWith("libc.so.6")) {
                LOADED_LATER.stream()
                        .map(file::resolveSibling)
                        .filter(Files::exists)
                        .forEach(needed::add);
            }
        }
        return needed;
    }
}
