package tireless.model;

/** What a revision asks for. */
public sealed interface Spec permits Workload, Declaration {
    /** How many replicas are asked for; 0 where nothing runs of it. */
    int replicas();
}
