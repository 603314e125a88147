package tireless.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The manifests of the public DataOS documentation, where this machine has them. */
public final class Corpus {
    private static final String PROPERTY = "tireless.corpus";
    private static final String PLACE = "shared/corpus/dataos";

    private Corpus() {}

    /** The folder {@code shared/corpus/dataos} beside the checkout or above it, or the one that a system property names. */
    public static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .or(() -> Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                        .map(path -> path.resolve(PLACE))
                        .filter(Files::isDirectory)
                        .findFirst());
    }

    /** The same for a test that is skipped without it, and says why. */
    public static Path required() {
        Optional<Path> folder = folder();
        Assumptions.assumeTrue(folder.isPresent(), "no folder " + PLACE + " beside the checkout or above it");
        return folder.orElseThrow();
    }

    /** All manifests in a folder of it, sorted. */
    public static List<Path> files(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
