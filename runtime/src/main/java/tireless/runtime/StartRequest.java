package tireless.runtime;

import tireless.model.AttemptId;
import tireless.model.RunSpec;

/** Everything that one start needs. */
public record StartRequest(AttemptId attempt, AttemptRecord record, RunSpec run) {}
