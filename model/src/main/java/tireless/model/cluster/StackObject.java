package tireless.model.cluster;

/**
 * An object that a stack makes of a workload, of any kind that the cluster knows.
 *
 * @param yaml as rendered; of one object, without a status
 */
public record StackObject(String yaml) {}
