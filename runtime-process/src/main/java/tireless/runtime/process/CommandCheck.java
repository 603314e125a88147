package tireless.runtime.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out before a start what would make it fail. */
final class CommandCheck {
    private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** Where a program is looked for without a PATH. */
    static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    private CommandCheck() {}

    /** What is wrong and what to do, for people; empty if nothing is. */
    static Optional<String> problem(List<String> command, Path workingDirectory, Map<String, String> environment) {
        if (!Files.isDirectory(workingDirectory)) {
            String what = Files.exists(workingDirectory) ? "is not a directory" : "does not exist";
            return Optional.of(
                    "the working directory %s %s: create it, or name another".formatted(workingDirectory, what));
        }
        if (!Files.isExecutable(workingDirectory)) {
            return Optional.of(
                    "the working directory %s may not be entered: give this account the permission (chmod +x)"
                            .formatted(workingDirectory));
        }
        return name(environment)
                .or(() -> nul(command, environment))
                .or(() -> program(command.getFirst(), workingDirectory, environment));
    }

    private static Optional<String> name(Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(name -> !SHELL_NAME.matcher(name).matches())
                .findFirst()
                .map(name -> ("the environment variable \"%s\" has a name that the shell drops:"
                                + " use letters, digits and _, and no digit first")
                        .formatted(name));
    }

    private static Optional<String> nul(List<String> command, Map<String, String> environment) {
        boolean found = command.stream().anyMatch(CommandCheck::hasNul)
                || environment.values().stream().anyMatch(CommandCheck::hasNul);
        return found
                ? Optional.of("the command or an environment variable holds a NUL character: remove it")
                : Optional.empty();
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static Optional<String> program(String program, Path workingDirectory, Map<String, String> environment) {
        if (program.isEmpty()) {
            return Optional.of("the command is empty: name a program");
        }
        if (program.indexOf('/') >= 0) {
            return executable(program, workingDirectory.resolve(program));
        }
        List<String> folders =
                List.of(environment.getOrDefault("PATH", DEFAULT_PATH).split(":", -1));
        boolean found = !program.startsWith("-")
                && folders.stream()
                        .map(folder -> workingDirectory.resolve(folder).resolve(program))
                        .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
        return found
                ? Optional.empty()
                : Optional.of(("the program \"%s\" is in none of the %d folders of PATH:"
                                + " install it, set PATH in `envs`, or give its absolute path")
                        .formatted(program, folders.size()));
    }

    private static Optional<String> executable(String written, Path file) {
        if (!Files.exists(file)) {
            return Optional.of("the program %s does not exist: install it, or correct the path".formatted(written));
        }
        if (Files.isDirectory(file)) {
            return Optional.of("the program %s is a directory: name a file in it".formatted(written));
        }
        return Files.isExecutable(file)
                ? Optional.empty()
                : Optional.of("the program %s is not executable: chmod +x it, or run it by its interpreter"
                        .formatted(written));
    }
}
