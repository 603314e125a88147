package tireless.runtime;

import java.time.Duration;
import java.util.List;
import tireless.model.AttemptId;
import tireless.model.RunSpec;

/**
 * Everything that one run of a probe needs.
 *
 * @param run what the attempt was started with: the command runs in its working directory and with its environment
 * @param command the program and its arguments
 * @param timeout the time after which it is killed
 */
public record ProbeRequest(AttemptId attempt, RunSpec run, List<String> command, Duration timeout) {
    public ProbeRequest {
        command = List.copyOf(command);
    }
}
