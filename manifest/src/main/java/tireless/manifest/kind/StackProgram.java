package tireless.manifest.kind;

import java.util.List;
import java.util.Map;

/** What a stack starts, and with which environment variables. */
public record StackProgram(List<String> command, List<String> arguments, Map<String, String> environment) {
    public StackProgram {
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
