package tireless.autoscale;

import java.util.Optional;
import tireless.model.Now;

/**
 * How it goes with one trigger that is asked outside of the replicas.
 *
 * @param trigger as it is shown to people
 * @param askedSince when the look began that waits for its answer; empty between two looks
 * @param readAt when it could be read last
 * @param failing empty where the last look could read it, or there was none
 */
public record TriggerState(String trigger, Optional<Now> askedSince, Optional<Now> readAt, Optional<Failing> failing) {
    /**
     * It can not be read.
     *
     * @param since the end of the first look that failed
     * @param looks that failed one after another
     * @param why what was asked and what it said the last time, for people, without a secret
     * @param told whether people were told: one look that is lost is none of their business
     */
    public record Failing(Now since, int looks, String why, boolean told) {
        /** Whether it is more than a look or two that were lost. */
        public boolean lasts() {
            return told || looks >= TriggerStates.LOOKS;
        }

        Failing again(String next) {
            return new Failing(since, looks == Integer.MAX_VALUE ? looks : looks + 1, next, told);
        }

        Failing tell() {
            return new Failing(since, looks, why, true);
        }
    }

    static TriggerState unknown(String trigger) {
        return new TriggerState(trigger, Optional.empty(), Optional.empty(), Optional.empty());
    }

    TriggerState asked(Now now) {
        return new TriggerState(trigger, Optional.of(now), readAt, failing);
    }

    TriggerState read(Now now) {
        return new TriggerState(trigger, Optional.empty(), Optional.of(now), Optional.empty());
    }

    TriggerState failed(Failing next) {
        return new TriggerState(trigger, Optional.empty(), readAt, Optional.of(next));
    }
}
