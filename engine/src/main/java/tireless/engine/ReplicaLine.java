package tireless.engine;

/**
 * One line of a replica's output.
 *
 * @param replica the replica's name: {@code pulse-0}, or a pod's name
 * @param position where the line ends, as the engine writes it, to go on from there later
 * @param removed how many bytes at least are missing before it, as they were removed before they could be handed over
 */
public record ReplicaLine(String replica, String text, String position, long removed) {
    /** Nothing is missing before it. */
    public ReplicaLine(String replica, String text, String position) {
        this(replica, text, position, 0);
    }
}
