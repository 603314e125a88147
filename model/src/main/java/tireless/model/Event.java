package tireless.model;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * Something that happened to a resource or to one of its replicas; for people and for programs, never an input of a decision.
 *
 * @param ordinal the replica; empty where the whole resource is meant
 */
public record Event(Instant at, ResourceKey resource, Uid uid, OptionalInt ordinal, Happening happening) {
    /** {@code pulse-0} or, for the whole resource, {@code pulse}. */
    public String subject() {
        return ordinal.isPresent() ? resource.name() + "-" + ordinal.getAsInt() : resource.name();
    }
}
