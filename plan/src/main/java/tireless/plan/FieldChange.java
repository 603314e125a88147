package tireless.plan;

import java.util.Optional;

/**
 * One field that differs, worded for people. Secrets never get here: a workload holds their names only.
 *
 * @param path {@code run.environment.LOG_LEVEL}
 * @param from empty where the field was absent
 * @param to empty where the field goes
 */
public record FieldChange(String path, Optional<String> from, Optional<String> to) {}
