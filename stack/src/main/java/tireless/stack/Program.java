package tireless.stack;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import tireless.manifest.yaml.Scalar;

/**
 * Which program a manifest means: a path is taken from a folder, a bare name is looked up at start.
 *
 * @param spaces what to write where a name has spaces in it
 */
public record Program(Path folder, ResolveContext context, String spaces) {
    /**
     * Reports a program that is not there.
     *
     * @param ownPath the PATH that the manifest gives the process
     * @return the program as it is started; empty where the text is no path
     */
    public Optional<String> of(Scalar written, Optional<String> ownPath) {
        String text = written.text();
        if (text.indexOf('/') < 0) {
            checkBare(written, ownPath);
            return Optional.of(text);
        }
        try {
            Path path = folder.resolve(text).normalize();
            checkPath(written, path);
            return Optional.of(path.toString());
        } catch (InvalidPathException _) {
            context.problems().error("bad-value", written.at(), written.shown() + " is no path", "name a program");
            return Optional.empty();
        }
    }

    /** Which program of an image is meant: what there is in it nobody knows here. */
    public String ofImage(Scalar written) {
        if (written.text().indexOf('/') < 0 && hasSpace(written)) {
            context.notHere(
                    "no-such-program", written.at(), "there is no program %s".formatted(written.shown()), spaces);
        }
        return written.text();
    }

    private void checkPath(Scalar written, Path path) {
        String flaw = switch (context.disk().at(path)) {
            case ABSENT -> "is not there";
            case FOLDER -> "is a folder, not a program";
            case FILE -> "is not executable";
            case PROGRAM -> "";
        };
        if (!flaw.isEmpty()) {
            String hint = flaw.equals("is not executable")
                    ? "chmod +x " + (written.fill() == Scalar.Fill.FILLED ? "the file" : path)
                    : "the path is taken from " + folder;
            context.notHere(
                    "no-such-program",
                    written.at(),
                    "the program %s %s".formatted(written.shown(), flaw),
                    hasSpace(written) ? spaces : hint);
        }
    }

    private void checkBare(Scalar written, Optional<String> ownPath) {
        Optional<String> path = ownPath.or(context::searchPath);
        if (path.map(entries -> new SearchPath(entries, folder, context.disk()))
                .filter(search -> search.has(written.text()))
                .isPresent()) {
            return;
        }
        String message = "there is no program %s".formatted(written.shown());
        if (hasSpace(written)) {
            context.notHere("no-such-program", written.at(), message, spaces);
        } else if (path.isPresent()) {
            context.notHere("no-such-program", written.at(), message + " in PATH", "check its name, or write its path");
        }
    }

    private static boolean hasSpace(Scalar written) {
        return written.text().chars().anyMatch(Character::isWhitespace);
    }
}
