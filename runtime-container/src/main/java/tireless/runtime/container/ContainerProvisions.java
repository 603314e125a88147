package tireless.runtime.container;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import tireless.model.AttemptId;
import tireless.model.RunSpec;

/** What makes the files ready that a container is given, and takes them away again. Safe for use by many threads. */
public interface ContainerProvisions {
    /** What came of making ready. */
    sealed interface Outcome {
        /**
         * All is there.
         *
         * @param mounts of folders of this machine
         * @param variables that go with them
         * @param warnings what could not be handed over, for people
         */
        record Ready(List<Mount> mounts, SortedMap<String, String> variables, List<String> warnings)
                implements Outcome {}

        /** @param cause for people: what is missing, and what to do */
        record Refused(String cause) implements Outcome {}
    }

    /**
     * Makes all ready for an attempt that is about to start, before which every attempt of its slot is known dead.
     *
     * @throws IOException if it can not be written down
     */
    Outcome prepare(AttemptId attempt, RunSpec run) throws IOException;

    /** Takes away what a slot's attempts have, up to this one, which is known dead; harmless if there is nothing. */
    void end(AttemptId last) throws IOException;

    /** Takes away what earlier drivers left for attempts that are not among the living. */
    void keep(Set<AttemptId> living) throws IOException;
}
