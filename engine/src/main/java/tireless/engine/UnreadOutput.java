package tireless.engine;

/**
 * What a replica wrote and was left out when its output was to be handed over in a limited time.
 *
 * @param replica the replica's name: {@code pulse-0}, or a pod's name
 * @param bytes how much it is
 * @param place where all of its output is, for people
 */
public record UnreadOutput(String replica, long bytes, String place) {}
