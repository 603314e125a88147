package tireless.kubernetes.sight;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What matters of a pod.
 *
 * @param going whether it is being deleted
 * @param restarts how often its container was started again
 * @param lastEnd how its container ended last
 */
public record PodView(Identity id, Of of, Going going, boolean ready, int restarts, Box box, Optional<Ended> lastEnd) {
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

    /** How often its container ended. */
    public int ends() {
        return restarts + (box instanceof Box.Over || box instanceof Box.PutOff ? 1 : 0);
    }

    /** Since when its container runs; empty if it does not. */
    Optional<Instant> runningSince() {
        return box instanceof Box.Running(Instant since) ? Optional.of(since) : Optional.empty();
    }

    /** Whether it will go on being there. */
    public boolean stays() {
        return !going.on() && !(box instanceof Box.Failed);
    }
}
