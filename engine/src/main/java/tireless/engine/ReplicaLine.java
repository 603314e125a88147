package tireless.engine;

/**
 * One line of a replica's output.
 *
 * @param replica the replica's name: {@code pulse-0}, or a pod's name
 * @param position where the line ends, as the engine writes it, to go on from there later
 */
public record ReplicaLine(String replica, String text, String position) {}
