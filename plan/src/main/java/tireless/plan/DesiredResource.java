package tireless.plan;

import java.util.OptionalInt;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Revision;

/**
 * Everything that is desired of one resource, as it is stored.
 *
 * @param document the manifest that the revision comes from
 * @param scaledTo the count that was set by hand; empty where the revision's own count holds
 * @param version what the store gave this state when it was written, {@link #NEW} before the first time. A write names the
 *     version it was made from, and is refused when the store has moved on
 */
public record DesiredResource(Revision revision, Document document, Power power, OptionalInt scaledTo, long version) {
    /** The version of what is not stored yet. */
    public static final long NEW = 0;

    public DesiredResource {
        if (scaledTo.orElse(0) < 0) {
            throw new IllegalArgumentException("replicas must not be negative: " + scaledTo.getAsInt());
        }
    }

    public ResourceKey key() {
        return revision.key();
    }

    /** How many replicas are asked for, whether or not the power is on. */
    public int count() {
        return scaledTo.orElse(revision.spec().replicas());
    }

    /** How many replicas shall run: none unless the power is on. */
    public int replicas() {
        return power == Power.ON ? count() : 0;
    }

    public DesiredResource withPower(Power power) {
        return new DesiredResource(revision, document, power, scaledTo, version);
    }

    /** The same with a count set by hand; it holds until a manifest's own count changes. */
    public DesiredResource withScale(int replicas) {
        return new DesiredResource(revision, document, power, OptionalInt.of(replicas), version);
    }

    /** The same with the revision's own count. */
    public DesiredResource withoutScale() {
        return new DesiredResource(revision, document, power, OptionalInt.empty(), version);
    }

    public DesiredResource withVersion(long version) {
        return new DesiredResource(revision, document, power, scaledTo, version);
    }
}
