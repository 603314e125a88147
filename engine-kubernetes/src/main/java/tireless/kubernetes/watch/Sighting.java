package tireless.kubernetes.watch;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import tireless.kubernetes.apply.Kind;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** What a watch shows. */
public sealed interface Sighting {
    /** An object is there, or is another. */
    record Seen(ObjectRef ref, ObjectNode tree) implements Sighting {}

    /** An object is gone. */
    record Gone(ObjectRef ref, ObjectNode last) implements Sighting {}

    /** A pod is there, or is another. */
    record PodSeen(Pod pod) implements Sighting {}

    /** A pod is gone. */
    record PodGone(Pod last) implements Sighting {}

    /** Something could not be made for a workload. */
    record FailedCreate(Event event) implements Sighting {}

    /** A kind can be watched. */
    record Watching(Kind kind) implements Sighting {}

    /** A kind can not be watched at the moment, and why; it is tried again. */
    record Blind(Kind kind, Refusal refusal) implements Sighting {}

    /** The API server answers, where {@code words} is empty; else why it does not. */
    record Reached(String words) implements Sighting {}
}
