package tireless.kubernetes.apply;

import java.time.Duration;
import java.util.Map;

/** One thing to do on the cluster. Done twice, it is done once. */
public sealed interface Step {
    ObjectRef ref();

    /**
     * Makes an object what it shall be.
     *
     * @param look whether it has to be seen first whether there is one of that name that is somebody else's
     * @param mayForce whether what was changed by hand of an object that was ours is put back
     */
    record Apply(Wanted wanted, boolean look, boolean mayForce) implements Step {
        @Override
        public ObjectRef ref() {
            return wanted.ref();
        }
    }

    /** @param uid which object is meant; empty where it has to be asked for */
    record Delete(ObjectRef ref, String uid) implements Step {}

    /** Asks a pod to end within a time from now on. One that is ending already gets no longer by it. */
    record End(ObjectRef ref, String uid, Duration within) implements Step {}

    /** Sets annotations of a pod. */
    record Annotate(ObjectRef ref, Map<String, String> annotations) implements Step {
        public Annotate {
            annotations = Map.copyOf(annotations);
        }
    }
}
