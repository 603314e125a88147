package tireless.manifest.kind;

/** The section {@code worker}: everything that is a Worker's own. */
public record WorkerSection(Task task, Scaling scaling, TirelessSection tireless) {}
