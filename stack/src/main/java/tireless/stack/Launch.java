package tireless.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.model.ContainerImage;
import tireless.model.FileContent;

/**
 * What a stack makes of a {@code stackSpec}.
 *
 * @param workingDirectory absolute
 * @param environment the stack's own variables; the manifest's win over them
 * @param configs files by name; those of the manifest's own {@code configs} win over them
 * @param image empty for a process of this machine
 * @param wholeGroup whether a stop must reach the whole process group, because a shell stands before the program
 */
public record Launch(
        List<String> command,
        Path workingDirectory,
        Map<String, String> environment,
        boolean wholeGroup,
        Map<String, FileContent> configs,
        Optional<ContainerImage> image) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        configs = Map.copyOf(configs);
    }

    /** A process of this machine that is given no files. */
    public Launch(List<String> command, Path workingDirectory, Map<String, String> environment, boolean wholeGroup) {
        this(command, workingDirectory, environment, wholeGroup, Map.of(), Optional.empty());
    }
}
