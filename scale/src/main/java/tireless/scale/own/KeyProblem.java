package tireless.scale.own;

/**
 * One thing that is wrong with the metadata of a trigger.
 *
 * @param key the key concerned; {@code metricType} where it is that, and empty where the trigger as a whole is wrong
 * @param isError whether it can not be used; else it is used, and this is a warning
 * @param message what is wrong, one line, no full stop
 * @param hint what to do, one line
 */
public record KeyProblem(String key, boolean isError, String message, String hint) {}
