package tireless.manifest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tireless.model.Location;
import tireless.model.Problem;
import tireless.model.Problem.Severity;

/**
 * Loads the texts that a user names: a file, a folder with {@code *.yaml} and {@code *.yml} in it, or {@code -} for
 * standard input. Never throws for what the user named; a file that is named twice is read once. Not for use by many threads.
 */
public final class SourceReader {
    /** A larger text is refused before it is parsed. */
    public static final int LIMIT_BYTES = 4 * 1024 * 1024;

    private final Path workingDirectory;
    private final boolean recursive;
    private final List<SourceText> texts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    private SourceReader(Path workingDirectory, boolean recursive) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
        this.recursive = recursive;
    }

    /**
     * Loads {@code names} in their order, the files of a folder sorted by path.
     *
     * @param recursive whether the folders in a folder are read too; hidden ones never are
     */
    public static Sources load(List<String> names, Path workingDirectory, boolean recursive, InputStream stdin) {
        SourceReader reader = new SourceReader(workingDirectory, recursive);
        for (String name : names) {
            if (name.equals("-")) {
                reader.readStdin(stdin);
            } else {
                reader.readNamed(name);
            }
        }
        return new Sources(reader.texts, reader.problems);
    }

    private void readNamed(String name) {
        if (name.indexOf('\0') >= 0 || name.isBlank()) {
            problem(name, "no-such-file", "a file needs a name", "name a file, a folder, or - for standard input");
            return;
        }
        Path path = workingDirectory.resolve(name);
        if (Files.isDirectory(path)) {
            readFolder(name, path);
        } else {
            readFile(name, path);
        }
    }

    private void readFolder(String name, Path folder) {
        List<Path> files;
        try (Stream<Path> found = Files.find(
                folder, recursive ? Integer.MAX_VALUE : 1, (path, _) -> isManifest(folder.relativize(path)))) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | java.io.UncheckedIOException failure) {
            problem(name, "unreadable", "the folder can not be read: " + reason(failure), "check its permissions");
            return;
        }
        if (files.isEmpty()) {
            problem(
                    name,
                    "no-manifest",
                    "the folder holds no file named *.yaml or *.yml",
                    recursive ? "name the folder with the manifests" : "add --recursive to look into its folders too");
        }
        Path shown = Path.of(name);
        for (Path file : files) {
            readFile(shown.resolve(folder.relativize(file)).toString(), file);
        }
    }

    private static boolean isManifest(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = relative.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private void readFile(String name, Path file) {
        try {
            Path real = file.toRealPath();
            if (!seen.add(real)) {
                return;
            }
            long size = Files.size(real);
            if (size > LIMIT_BYTES) {
                tooLarge(name, size + " bytes");
                return;
            }
            try (InputStream in = Files.newInputStream(real)) {
                accept(name, parentOf(file), in.readNBytes(LIMIT_BYTES + 1));
            }
        } catch (NoSuchFileException _) {
            problem(name, "no-such-file", "there is no such file", "looked in " + workingDirectory);
        } catch (IOException failure) {
            problem(name, "unreadable", "the file can not be read: " + reason(failure), "check its permissions");
        }
    }

    private Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? workingDirectory : parent;
    }

    private void readStdin(InputStream stdin) {
        try {
            accept(SourceText.STDIN, workingDirectory, stdin.readNBytes(LIMIT_BYTES + 1));
        } catch (IOException failure) {
            problem(SourceText.STDIN, "unreadable", "standard input can not be read: " + reason(failure), "try a file");
        }
    }

    private void accept(String name, Path folder, byte[] bytes) {
        if (bytes.length > LIMIT_BYTES) {
            tooLarge(name, "more than the limit");
            return;
        }
        switch (Decoding.of(name, bytes)) {
            case Decoding.Text(String text) -> texts.add(new SourceText(name, folder, text));
            case Decoding.Refused(Problem problem) -> problems.add(problem);
        }
    }

    private void tooLarge(String name, String size) {
        problem(
                name,
                "too-large",
                "the text has %s; manifests may have at most %d bytes (4 MiB)".formatted(size, LIMIT_BYTES),
                "check that this is a manifest, or split it");
    }

    private void problem(String name, String code, String message, String hint) {
        problems.add(new Problem(Severity.ERROR, code, new Location(name, 1, 1), message, Optional.of(hint)));
    }

    private static String reason(Exception failure) {
        return switch (failure) {
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
