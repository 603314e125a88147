package tireless.model.scaling;

import java.util.OptionalInt;

/**
 * What a person says of the count whatever the load is (KEDA, the annotations {@code autoscaling.keda.sh/…}).
 *
 * @param paused whether nothing is looked at, and the count stays as it is
 * @param pausedReplicas the count that it is paused at, which may be outside of the bounds
 * @param pausedScaleIn whether there are never fewer than there are
 * @param pausedScaleOut whether there are never more than there are
 * @param forceActivation whether it counts as if there were work
 */
public record Overrides(
        boolean paused,
        OptionalInt pausedReplicas,
        boolean pausedScaleIn,
        boolean pausedScaleOut,
        boolean forceActivation) {
    /** Nothing is said. */
    public static final Overrides NONE = new Overrides(false, OptionalInt.empty(), false, false, false);

    /** Whether the load has no say at all. */
    public boolean pauses() {
        return paused || pausedReplicas.isPresent();
    }
}
