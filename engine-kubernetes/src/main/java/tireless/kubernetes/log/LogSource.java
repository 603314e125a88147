package tireless.kubernetes.log;

/**
 * A pod whose output may be read.
 *
 * @param uid of the pod
 * @param replica the name that its lines go by
 * @param run how often its container was started again: the output of that run of it, and of the one before, can be read
 * @param state whether there is output, and whether more may come
 */
public record LogSource(
        String uid, String namespace, String pod, String container, String replica, int run, State state) {
    /** Where the run is. */
    public enum State {
        /** It has not begun. */
        COMING,
        RUNNING,
        /** It ended; another may come. */
        OVER,
        /** There is no such pod any more. */
        GONE
    }

    LogSource gone() {
        return new LogSource(uid, namespace, pod, container, replica, run, State.GONE);
    }
}
