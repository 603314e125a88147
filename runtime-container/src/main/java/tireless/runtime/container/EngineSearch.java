package tireless.runtime.container;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the engine of this machine: podman first. Looks anew each time, so what is installed meanwhile is found. */
final class EngineSearch {
    private static final List<String> KNOWN = List.of("podman", "docker");

    private final Optional<String> wanted;
    private final List<String> folders;

    /**
     * @param wanted its name or its path; empty takes the first that is known
     * @param path the folders that it is looked for in, as PATH has them
     */
    EngineSearch(Optional<String> wanted, String path) {
        this.wanted = wanted;
        this.folders = Arrays.stream(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .toList();
    }

    /** What there is; empty if there is none. */
    Optional<Engine> find() {
        return wanted.map(Stream::of)
                .orElseGet(KNOWN::stream)
                .flatMap(this::named)
                .findFirst();
    }

    /** Why there is none, and what to do, for people. */
    String absence() {
        return wanted.map(name -> "the engine `%s` for containers is not installed: install it, or correct `containers`"
                                .formatted(name)
                        + " in server.yaml")
                .orElse("neither podman nor docker is installed: apt-get install podman");
    }

    private Stream<Engine> named(String name) {
        Stream<Path> places = name.indexOf('/') >= 0
                ? Stream.of(Path.of(name))
                : folders.stream().map(folder -> place(folder, name)).flatMap(Optional::stream);
        return places.filter(place -> Files.isRegularFile(place) && Files.isExecutable(place))
                .map(Engine::new);
    }

    private static Optional<Path> place(String folder, String name) {
        try {
            return Optional.of(Path.of(folder, name));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
