package tireless.kubernetes.apply;

/**
 * Why the cluster did not do what it was asked for.
 *
 * @param what was asked: {@code apply StatefulSet public/pulse}
 * @param words the cluster's own
 * @param advice what to do
 */
public record Refusal(Cause cause, String what, String words, String advice) {
    /** What kind of refusal it is. */
    public enum Cause {
        /** Another manager owns a field. */
        CONFLICT,
        /** The object is somebody else's. */
        FOREIGN,
        /** A right is missing. */
        FORBIDDEN,
        QUOTA,
        /** A policy or a webhook of the cluster does not want it. */
        ADMISSION,
        /** The namespace is being deleted. */
        TERMINATING,
        NO_NAMESPACE,
        INVALID,
        /** It is not known who asks. */
        UNAUTHORIZED,
        /** The cluster has no such kind. */
        UNKNOWN_KIND,
        /** It may go at another time. */
        BUSY,
        UNREACHABLE
    }

    /** Whether it may go well soon, without that anybody does anything. */
    public boolean isPassing() {
        return cause == Cause.BUSY || cause == Cause.UNREACHABLE;
    }

    /** For people, in one line. */
    public String text() {
        return "%s: %s; %s".formatted(what, words, advice);
    }
}
