package tireless.series;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tireless.model.objective.Objective;

/**
 * What came of one look at the work of a worker.
 *
 * @param memory for the next look
 * @param turns which objectives are missed from now on, or met again
 */
record Judgement(Memory memory, List<Turn> turns) {
    Judgement {
        turns = List.copyOf(turns);
    }

    /** An objective that became missed, or met again. */
    record Turn(Objective objective, boolean missed, double value) {}

    /**
     * What a judge knows of the time before.
     *
     * @param began the first look since it is judged
     * @param seconds samples of the last window, each of a look; none where it is not judged
     * @param missed the objectives that were said to be missed
     * @param metSince since when, by the time since boot, the average of one meets its objective without a break
     * @param values the averages of the last look; what is not there is unknown
     * @param revision what runs; with another one the work is judged anew
     */
    record Memory(
            Optional<Duration> began,
            List<Look> seconds,
            Set<Objective> missed,
            Map<Objective, Duration> metSince,
            Map<Objective, Double> values,
            int revision) {
        Memory {
            seconds = List.copyOf(seconds);
            Set<Objective> copy = EnumSet.noneOf(Objective.class);
            copy.addAll(missed);
            missed = Collections.unmodifiableSet(copy);
            metSince = copied(metSince);
            values = copied(values);
        }

        private static <T> Map<Objective, T> copied(Map<Objective, T> map) {
            Map<Objective, T> copy = new EnumMap<>(Objective.class);
            copy.putAll(map);
            return Collections.unmodifiableMap(copy);
        }

        /** Whether it was judged for a whole window by the last look; a look that came late makes no gap. */
        boolean isWhole(Duration window) {
            return began.isPresent()
                    && !seconds.isEmpty()
                    && seconds.getLast().at().minus(began.get()).compareTo(window.minusSeconds(1)) >= 0;
        }

        /** Of a worker that was not looked at yet. */
        static Memory of(Set<Objective> missed, int revision) {
            return new Memory(Optional.empty(), List.of(), missed, Map.of(), Map.of(), revision);
        }
    }

    /** What was known at one moment, by the time since boot. */
    record Look(Duration at, OptionalDouble perSecond, OptionalDouble errorsPerSecond, OptionalDouble backlog) {}
}
