package tireless.store;

import java.time.Duration;

/**
 * How much of the past is kept.
 *
 * @param revisions the newest of each uid
 * @param afterDelete how long the revisions and events of a deleted resource stay
 * @param events the newest of each resource
 */
public record Retention(int revisions, Duration afterDelete, int events) {
    public static final Retention DEFAULT = new Retention(50, Duration.ofDays(90), 1_000);

    public Retention {
        if (revisions < 1 || afterDelete.isNegative() || events < 1) {
            throw new IllegalArgumentException("at least one revision and one event must be kept: " + revisions + ", "
                    + afterDelete + ", " + events);
        }
    }
}
