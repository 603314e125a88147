package tireless.chaos.schedule;

/** A command of a client. {@code crew} is the name of the resource. */
public sealed interface Order {
    String crew();

    /** Applies the manifest with another value of a variable: a roll-out, or a resource that was not there. */
    record Apply(String crew, int round) implements Order {}

    record Scale(String crew, int replicas) implements Order {}

    record Pause(String crew) implements Order {}

    record Resume(String crew) implements Order {}

    record Restart(String crew) implements Order {}

    record Delete(String crew) implements Order {}

    /** For the report. */
    default String kind() {
        return switch (this) {
            case Apply _ -> "apply";
            case Scale _ -> "scale";
            case Pause _ -> "pause";
            case Resume _ -> "resume";
            case Restart _ -> "restart";
            case Delete _ -> "delete";
        };
    }
}
