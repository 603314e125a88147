package tireless.scale.simulate;

/**
 * What is the same for all controllers.
 *
 * @param least replicas at the beginning
 * @param startSeconds from the decision until a replica works
 * @param graceSeconds how long one that is ended may finish its item, where that is all it gets
 * @param drainSeconds the same, where the busy are let finish
 * @param seconds when the simulation ends
 */
public record World(int least, double startSeconds, double graceSeconds, double drainSeconds, double seconds) {}
