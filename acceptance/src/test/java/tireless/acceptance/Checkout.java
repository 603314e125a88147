package tireless.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The checkout that these tests are in, with its distribution built. */
final class Checkout {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path LAUNCHER = ROOT.resolve("tireless");
    static final Path JDK = Path.of(System.getProperty("java.home"));

    static {
        build();
    }

    private Checkout() {}

    /** The launcher builds what is missing or old; afterwards no test has to wait for that. */
    private static void build() {
        try {
            ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "--version").inheritIO();
            builder.environment().putAll(Map.of("TIRELESS_JAVA_HOME", JDK.toString(), "TIRELESS_AOT", "off"));
            Process version = builder.start();
            if (!version.waitFor(5, TimeUnit.MINUTES) || version.exitValue() != 0) {
                throw new AssertionError("cannot build the distribution: ./tireless --version fails");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Copies an example with its folders, without data that somebody's run of it may have left; its links become files. */
    static void copyExample(String name, Path target) {
        Path source = ROOT.resolve("examples").resolve(name);
        try (Stream<Path> files = Files.walk(source)) {
            List<Path> regular = files.filter(Files::isRegularFile)
                    .map(source::relativize)
                    .filter(file -> !file.startsWith("data") && !file.toString().contains("__pycache__"))
                    .toList();
            for (Path file : regular) {
                Path copy = target.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(source.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
