package tireless.engine;

/**
 * One line of a replica's output.
 *
 * @param replica the replica's name: {@code pulse-0}, or a pod's name
 */
public record ReplicaLine(String replica, String text) {}
