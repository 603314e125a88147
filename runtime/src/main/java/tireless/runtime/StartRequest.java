package tireless.runtime;

import java.util.List;
import tireless.model.AttemptId;
import tireless.model.RunSpec;

/**
 * Everything that one start needs.
 *
 * @param warnings what can already be said of how it will run, as in {@link StartResult.Started}: to be told with the rest, also by the next driver
 * @param remarks the same where nothing is wrong with that
 */
public record StartRequest(
        AttemptId attempt, AttemptRecord record, RunSpec run, List<String> warnings, List<String> remarks) {
    public StartRequest {
        warnings = List.copyOf(warnings);
        remarks = List.copyOf(remarks);
    }

    /** One of which nothing is to be said. */
    public StartRequest(AttemptId attempt, AttemptRecord record, RunSpec run) {
        this(attempt, record, run, List.of(), List.of());
    }
}
