package tireless.runtime.process;

import java.util.Optional;
import tireless.model.AttemptId;

/** Where following begins; without an attempt, with the first that comes. */
record LogStart(Optional<AttemptId> attempt, long offset) {}
