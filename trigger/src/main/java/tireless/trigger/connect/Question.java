package tireless.trigger.connect;

/** What is asked of a server by its client. It may block, and ends early where its thread is interrupted. */
@FunctionalInterface
public interface Question<C, T> {
    T ask(C client) throws Exception;
}
