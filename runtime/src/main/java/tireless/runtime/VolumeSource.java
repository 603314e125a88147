package tireless.runtime;

import tireless.model.ResourceKey;

/** Where a driver learns what volumes there are, at a start. Safe for use by many threads. */
@FunctionalInterface
public interface VolumeSource {
    /** What there is under a name. */
    sealed interface Answer {
        /**
         * A volume.
         *
         * @param persistent whether it outlives who uses it; if not, each replica has one of its own, which is empty at each start
         * @param bytes how much it is meant to hold
         */
        record Found(boolean persistent, long bytes) implements Answer {}

        /** @param cause for people: why there is none */
        record Missing(String cause) implements Answer {}
    }

    Answer find(ResourceKey volume);

    /** Where there are no volumes at all. */
    VolumeSource NONE = volume -> new Answer.Missing("there is no " + volume);
}
