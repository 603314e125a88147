package tireless.buildrules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources and classes of all modules, found by the folders beside the root pom. */
record Checkout(Path root) {

    static Checkout ofThisBuild() {
        return new Checkout(
                Path.of(System.getProperty("checkout", "..")).toAbsolutePath().normalize());
    }

    List<Path> mainSources() {
        return sources("src/main/java");
    }

    List<Path> testSources() {
        return sources("src/test/java");
    }

    /** Folders of compiled main classes; picocli, which is not ours, is left out. */
    List<Path> mainClasses() {
        return modules()
                .filter(module -> !module.endsWith("picocli"))
                .map(module -> module.resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    List<SourceFile> read(List<Path> files) {
        return files.stream().map(file -> SourceFile.read(root, file)).toList();
    }

    private List<Path> sources(String folder) {
        return modules()
                .map(module -> module.resolve(folder))
                .filter(Files::isDirectory)
                .flatMap(Checkout::javaFiles)
                .toList();
    }

    private Stream<Path> modules() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
