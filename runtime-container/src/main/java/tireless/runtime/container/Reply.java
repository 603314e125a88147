package tireless.runtime.container;

/** What an engine's client gave. */
sealed interface Reply {
    /**
     * It ended.
     *
     * @param status its exit status
     * @param output what it wrote, without the last line end
     * @param errors the same for its errors
     */
    record Answer(int status, String output, String errors) implements Reply {}

    /** @param cause for people: why nothing is known from it */
    record Silence(String cause) implements Reply {}
}
