package tireless.scale.own;

import java.time.Duration;
import java.util.Optional;

/** What a trigger asks for that is read from the replicas themselves, and from nothing outside. */
public sealed interface OwnTrigger {

    /** A use of one resource that the replicas shall have on average. */
    record Usage(Resource resource, Target target) implements OwnTrigger {}

    /** {@code tireless-throughput}: items per second that one replica shall do. */
    record Throughput(double perReplica) implements OwnTrigger {}

    /**
     * {@code tireless-backlog}: items that may wait for each replica.
     *
     * @param activation above so many waiting items there is work
     */
    record Backlog(double perReplica, double activation, Aggregation aggregation) implements OwnTrigger {}

    /**
     * {@code tireless-drain}: the time in which what waits shall be worked off.
     *
     * @param source of what waits; counts for nothing else then
     * @param includesInFlight whether the source counts items that were begun as waiting
     */
    record Drain(Duration target, Source source, boolean includesInFlight) implements OwnTrigger {}

    /** What processors and memory are called in triggers. */
    enum Resource {
        CPU,
        MEMORY;

        /** As it is written in manifests. */
        public String type() {
            return switch (this) {
                case CPU -> "cpu";
                case MEMORY -> "memory";
            };
        }
    }

    /** How much each replica shall use. */
    sealed interface Target {
        /** @param percent of what the manifest requests; above 100 is legal */
        record Utilization(int percent) implements Target {}

        /** @param amount thousandths of a core, or bytes */
        record Average(double amount) implements Target {}
    }

    /** How the backlogs that several replicas tell become one. */
    enum Aggregation {
        /** All see one queue: the largest figure. */
        MAX,
        /** Each has a part of its own: all of them together. */
        SUM
    }

    /** Where the number of waiting items is taken from. */
    sealed interface Source {
        /** From what the replicas tell. */
        record Replicas(Aggregation aggregation) implements Source {}

        /** From the trigger of this name, or of this type where it has no name. */
        record Trigger(String name) implements Source {}
    }

    /** The trigger that this one takes its backlog from; empty where it needs none. */
    default Optional<String> takesBacklogOf() {
        return this instanceof Drain(var _, Source.Trigger(String name), var _) ? Optional.of(name) : Optional.empty();
    }
}
