package tireless.manifest.kind;

import java.util.Optional;

/**
 * When a Workflow runs.
 *
 * @param cron five fields, or six with seconds first
 * @param endOn the time, as ISO 8601 writes it, after which it is not started any more
 */
public record Schedule(
        String cron, Optional<Concurrency> concurrencyPolicy, Optional<String> endOn, Optional<String> timezone) {
    /** What happens when a run is due while the one before goes on. */
    public enum Concurrency {
        ALLOW,
        FORBID,
        REPLACE
    }
}
