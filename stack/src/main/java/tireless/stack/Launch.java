package tireless.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a stack makes of a {@code stackSpec}.
 *
 * @param workingDirectory absolute
 * @param environment the stack's own variables; the manifest's win over them
 * @param wholeGroup whether a stop must reach the whole process group, because a shell stands before the program
 */
public record Launch(List<String> command, Path workingDirectory, Map<String, String> environment, boolean wholeGroup) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
