package tireless.kubernetes.sight;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.kubernetes.apply.ObjectRef;

/**
 * What matters of a pod.
 *
 * @param going whether it is being deleted
 * @param readiness of its container
 * @param restarts how often its container was started again
 * @param lastEnd how its container ended last
 * @param relay the container that hears it; empty where it has none that ever started
 */
public record PodView(
        Identity id,
        Of of,
        Going going,
        Readiness readiness,
        int restarts,
        Box box,
        Optional<Ended> lastEnd,
        Optional<Relay> relay) {
    /**
     * What it is called.
     *
     * @param container that does the work
     */
    public record Identity(String uid, String namespace, String name, String container, Instant createdAt) {
        /** The number at the end of the name, as a StatefulSet gives it. */
        OptionalInt ordinal() {
            String tail = name.substring(name.lastIndexOf('-') + 1);
            return tail.matches("[0-9]{1,6}") ? OptionalInt.of(Integer.parseInt(tail)) : OptionalInt.empty();
        }
    }

    /**
     * Of what it is.
     *
     * @param uid of the resource
     * @param owner the kind of what made it
     * @param run the hash of what it runs
     * @param revision the number with which that run began
     * @param restart which restart by hand it came with; empty for none
     * @param cost what its deletion costs, as a Deployment goes by; empty for none
     */
    public record Of(String uid, String owner, String run, int revision, String restart, String cost) {}

    /**
     * Whether it is being deleted.
     *
     * @param why the cluster's own words, where it wants that; empty where it was asked to
     */
    public record Going(boolean on, Duration grace, String why) {}

    /**
     * Whether it is ready.
     *
     * @param seen whether the cluster holds it for ready
     * @param awaited whether its word that it is ready is waited for all the same
     */
    public record Readiness(boolean seen, boolean awaited) {}

    /**
     * The container that hears it.
     *
     * @param restarts how often it was started again
     */
    public record Relay(int restarts, boolean running) {}

    /** The object that it is. */
    public ObjectRef ref() {
        return new ObjectRef("v1", "Pod", id.namespace(), id.name());
    }

    public boolean ready() {
        return readiness.seen() && !readiness.awaited();
    }

    /** The same, with whether its word is waited for. */
    public PodView awaiting(boolean word) {
        return new PodView(id, of, going, new Readiness(readiness.seen(), word), restarts, box, lastEnd, relay);
    }

    /** The same, with another cost of its deletion. */
    public PodView costing(String cost) {
        Of other = new Of(of.uid(), of.owner(), of.run(), of.revision(), of.restart(), cost);
        return new PodView(id, other, going, readiness, restarts, box, lastEnd, relay);
    }

    /** How often its container ended. */
    public int ends() {
        return restarts + (box instanceof Box.Over || box instanceof Box.PutOff ? 1 : 0);
    }

    /** Since when its container runs; empty if it does not. */
    public Optional<Instant> runningSince() {
        return box instanceof Box.Running(Instant since) ? Optional.of(since) : Optional.empty();
    }

    /** Whether it will go on being there. */
    public boolean stays() {
        return !going.on() && !(box instanceof Box.Failed);
    }
}
