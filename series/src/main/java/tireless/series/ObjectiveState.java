package tireless.series;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import tireless.model.objective.Objective;

/**
 * How one objective of a worker stands.
 *
 * @param value the average of the last window; empty is unknown
 * @param since since when it stands so; empty where that is not known
 */
public record ObjectiveState(
        Objective objective, double target, OptionalDouble value, Standing standing, Optional<Instant> since) {
    /** In one word. */
    public enum Standing {
        MET("met"),
        MISSED("missed"),
        /** The worker does not say what it takes to judge. */
        UNKNOWN("unknown"),
        /** It does not run, or not long enough yet. */
        NOT_JUDGED("not judged");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
