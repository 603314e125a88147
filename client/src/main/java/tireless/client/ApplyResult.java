package tireless.client;

import tireless.api.PlanReply;

/** What became of a request to apply. */
public sealed interface ApplyResult {
    /** The server's answer: applied, or refused for the errors that it names. */
    record Answered(PlanReply reply) implements ApplyResult {}

    /**
     * The state was not the one that the user saw; nothing was applied.
     *
     * @param message what changed, for people
     */
    record Stale(String message) implements ApplyResult {}
}
