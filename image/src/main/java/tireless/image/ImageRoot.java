package tireless.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The folder that becomes the root of the image. Every file is as old as the others, so that it is the same each time. */
final class ImageRoot {
    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** An account without rights. */
    static final int ACCOUNT = 65_532;

    /** Where Tireless is, in the image. */
    static final String HOME = "tireless";

    /** What the modules of Java are that the distribution uses. */
    private static final String MODULES =
            "java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,"
                    + "java.security.sasl,java.sql,java.xml,jdk.httpserver,jdk.naming.dns,jdk.unsupported";

    /** Small and quick to start; without memory it ends, to be started anew. */
    private static final String FLAGS = """
            -XX:+UseSerialGC
            -XX:TieredStopAtLevel=1
            -XX:-UsePerfData
            -XX:+ExitOnOutOfMemoryError
            -Xlog:disable
            -Xlog:all=error:stderr
            --enable-native-access=ALL-UNNAMED
            """;

    private static final String RELAY = FLAGS + """
            -Xms4m
            -Xmx24m
            -Xss256k
            -XX:SharedArchiveFile=%s
            -XX:+UnlockDiagnosticVMOptions
            -XX:ArchiveRelocationMode=0
            -cp %s
            tireless.relay.Main
            """;

    private static final String TIRELESS = FLAGS + """
            -XX:+UseCompactObjectHeaders
            -Xms8m
            -XX:MaxRAMPercentage=50
            -Xss512k
            --sun-misc-unsafe-memory-access=allow
            -Dpicocli.disable.closures=true
            -Dtireless.home.dist=/tireless/lib
            -Dtireless.name=tireless
            -cp lib/*
            tireless.cli.Main
            """;

    private static final String ACCOUNTS =
            "root:x:0:0:root:/:\ntireless:x:" + ACCOUNT + ":" + ACCOUNT + ":Tireless:/tmp:\n";
    private static final String GROUPS = "root:x:0:\ntireless:x:" + ACCOUNT + ":\n";
    private static final String HOSTS_BY = "hosts: files dns\n";

    private final Path folder;

    ImageRoot(Path folder) {
        this.folder = folder;
    }

    /** As it is on this machine. */
    Path folder() {
        return folder;
    }

    private Path home() {
        return folder.resolve(HOME);
    }

    /** The runtime that is in the image. */
    private Path runtime() {
        return home().resolve("runtime");
    }

    /** The jars of the distribution, in the image. */
    private Path lib() {
        return home().resolve("lib");
    }

    /** Makes all of it, where there is nothing yet. */
    void fill(Path jdk, Path jars) throws IOException, InterruptedException {
        Files.createDirectories(home());
        Files.createDirectories(folder.resolve("tmp"));
        Command.run(
                home(),
                List.of(
                        jdk.resolve("bin/jlink").toString(),
                        "--add-modules",
                        MODULES,
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress",
                        "zip-6",
                        "--output",
                        runtime().toString()));
        for (Path file : CLibrary.neededBy(runtime())) {
            copy(file, folder.resolve(file.toString().substring(1)));
        }
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.sorted().toList()) {
                copy(jar, lib().resolve(jar.getFileName()));
            }
        }
        write("etc/passwd", ACCOUNTS);
        write("etc/group", GROUPS);
        write("etc/nsswitch.conf", HOSTS_BY);
        write(HOME + "/tireless", TIRELESS);
        write(HOME + "/relay", RELAY.formatted(RelayArchive.FILE, RelayArchive.classPath(lib())));
        age();
        new RelayArchive(home()).dump();
        age();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        Files.copy(from.toRealPath(), to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    /** What is shared between starts of a runtime holds as long as no file of it has another time. */
    private void age() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !Files.isSymbolicLink(file)).forEach(file -> {
                try {
                    Files.setLastModifiedTime(file, FileTime.from(TIME));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }
}
