package tireless.kubernetes.apply;

import tools.jackson.databind.JsonNode;

/** What became of one request. */
public sealed interface Outcome {
    /** It was done, and this is how the object is now. */
    record Done(JsonNode tree) implements Outcome {}

    /** There is no such object, or not any more. */
    record Absent() implements Outcome {}

    /** It was not done. */
    record Refused(Refusal refusal) implements Outcome {}
}
