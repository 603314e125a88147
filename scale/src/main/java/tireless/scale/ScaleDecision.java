package tireless.scale;

/**
 * How many replicas there should be.
 *
 * @param replicas within the bounds, but where it is paused at another count
 * @param next what to hand over at the next look
 */
public record ScaleDecision(int replicas, ScaleMemory next, Explanation why) {}
