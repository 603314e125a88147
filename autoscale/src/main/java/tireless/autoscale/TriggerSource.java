package tireless.autoscale;

import tireless.model.ResourceKey;
import tireless.model.RunSpec;
import tireless.model.scaling.ScaleTrigger;
import tireless.trigger.Trigger;

/** Opens the triggers of a worker, with the secrets that complete them. Safe for use by many threads. */
@FunctionalInterface
public interface TriggerSource {
    /** What became of it. */
    sealed interface Opened {
        /** It can be looked at. */
        record Open(Trigger trigger) implements Opened {}

        /**
         * Something of it is not there yet.
         *
         * @param why for people, without a value of a secret
         */
        record Missing(String why) implements Opened {}
    }

    /** Opens one; asks nobody over the network. */
    Opened open(ScaleTrigger trigger, ResourceKey worker, RunSpec run);
}
