package tireless.kubernetes.sight;

/**
 * What is remembered of one ordinal from pod to pod, so that its attempts are counted on.
 *
 * @param uid of the resource whose pod that was
 * @param pod the uid of the pod that has the place, or had it last
 * @param before attempts before that pod
 * @param origin attempts before the resource was created, by an earlier one of the same name
 * @param restarts of the pod's container, so far
 * @param ends of the pod's container, so far
 * @param failures ends since the cluster last forgot them
 */
public record SlotMemory(String uid, String pod, int before, int origin, int restarts, int ends, int failures) {
    /** Of one that never had a pod. */
    public static final SlotMemory NONE = new SlotMemory("", "", 0, 0, 0, 0, 0);

    /** The number of the newest attempt; 0 before the first. */
    public int attempt() {
        return pod.isEmpty() ? before : before + restarts + 1;
    }

    /** How many attempts of this creation of the resource ended. */
    int ended(boolean gone) {
        return (gone ? attempt() : before + ends) - origin;
    }

    /** The same when the pod that has the place looks as {@code view} says. */
    SlotMemory with(PodView view) {
        if (!pod.equals(view.id().uid())) {
            return new SlotMemory(
                    view.of().uid(),
                    view.id().uid(),
                    attempt(),
                    uid.equals(view.of().uid()) ? origin : attempt(),
                    view.restarts(),
                    view.ends(),
                    view.ends());
        }
        int grown = Math.max(0, view.ends() - ends);
        boolean forgot = grown > 0
                && view.lastEnd()
                        .filter(end -> end.uptime().compareTo(Story.FORGIVEN) >= 0)
                        .isPresent();
        return new SlotMemory(
                uid,
                pod,
                before,
                origin,
                Math.max(restarts, view.restarts()),
                Math.max(ends, view.ends()),
                forgot ? 1 : failures + grown);
    }
}
