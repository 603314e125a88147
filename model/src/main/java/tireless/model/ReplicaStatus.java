package tireless.model;

import java.util.List;
import java.util.Optional;

/**
 * One replica as observed.
 *
 * @param attempt the number of the newest attempt, 0 before the first
 * @param revision the revision that the newest attempt runs, 0 before the first
 * @param restarts how many attempts ended since the resource was created
 */
public record ReplicaStatus(
        SlotId slot,
        int attempt,
        int revision,
        Phase phase,
        int restarts,
        Optional<Exit> lastExit,
        Throughput throughput,
        Health health) {
    /**
     * What is said of how it is.
     *
     * @param statusText what the worker last said of itself ({@code STATUS=}); empty if it said nothing
     * @param probes how its probes stand; none while nothing lives
     */
    public record Health(String statusText, List<ProbeStatus> probes) {
        /** Nothing is said. */
        public static final Health UNKNOWN = new Health("", List.of());

        public Health {
            probes = List.copyOf(probes);
        }
    }

    public String statusText() {
        return health.statusText();
    }

    public List<ProbeStatus> probes() {
        return health.probes();
    }
}
