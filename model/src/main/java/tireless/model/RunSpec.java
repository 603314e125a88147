package tireless.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one replica runs: a stack and its {@code stackSpec}, resolved. It is stored as it is and never computed again, so that
 * an upgrade changes no running worker.
 *
 * @param command the program and its arguments; a program without a slash is looked up in the environment's PATH
 * @param workingDirectory absolute
 * @param environment what the process gets beyond the service account's own variables and those of the platform
 */
public record RunSpec(
        List<String> command,
        Path workingDirectory,
        SortedMap<String, String> environment,
        Limits limits,
        StopPolicy stop,
        Network network) {
    public RunSpec {
        command = List.copyOf(command);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a run needs a command");
        }
        if (!workingDirectory.isAbsolute()) {
            throw new IllegalArgumentException("the working directory must be absolute: " + workingDirectory);
        }
    }

    /** One in the network of the machine. */
    public RunSpec(
            List<String> command,
            Path workingDirectory,
            SortedMap<String, String> environment,
            Limits limits,
            StopPolicy stop) {
        this(command, workingDirectory, environment, limits, stop, Network.HOST);
    }
}
