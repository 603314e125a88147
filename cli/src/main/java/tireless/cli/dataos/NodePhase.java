package tireless.cli.dataos;

import tireless.api.ReplicaView;

/** The words that DataOS has for the state of a node, which is a replica here. */
final class NodePhase {
    private NodePhase() {}

    /** As Kubernetes names the phases of a pod, and {@code stopped}, for which it has no pod. */
    static String of(ReplicaView replica) {
        return switch (replica.phase()) {
            case "running", "stopping" -> "running";
            case "pending", "starting", "backing-off" -> "pending";
            case "finished" -> "succeeded";
            case "stopped" -> "stopped";
            default -> "unknown";
        };
    }

    /** The state of its only container, the worker's process. */
    static String state(ReplicaView replica) {
        return switch (replica.phase()) {
            case "running", "stopping" -> "Running";
            case "stopped", "finished" ->
                "Terminated"
                        + replica.lastExit().map(exit -> " Reason: " + exit).orElse("");
            default ->
                "Waiting Reason: " + (replica.detail().isEmpty() ? replica.phase() : replica.detail())
                        + replica.lastExit().map(exit -> ", last: " + exit).orElse("");
        };
    }
}
