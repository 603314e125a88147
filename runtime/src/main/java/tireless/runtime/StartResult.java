package tireless.runtime;

import java.util.List;

/** How a start went. */
public sealed interface StartResult {
    /**
     * The process runs.
     *
     * @param warnings what could not be done as specified, for people: limits that this machine cannot enforce
     * @param remarks what else people may want to know of how it runs; nothing is wrong with that
     */
    record Started(long pid, List<String> warnings, List<String> remarks) implements StartResult {
        public Started {
            warnings = List.copyOf(warnings);
            remarks = List.copyOf(remarks);
        }

        /** One of which nothing else is to be known. */
        public Started(long pid, List<String> warnings) {
            this(pid, warnings, List.of());
        }
    }

    /**
     * Nothing ran, and the attempt will never run.
     *
     * @param cause for people: what is wrong and what to do
     */
    record NotStarted(String cause) implements StartResult {}

    /** Whether it runs is not known: ask {@link RuntimeDriver#settle}. */
    record Unclear(String cause) implements StartResult {}
}
