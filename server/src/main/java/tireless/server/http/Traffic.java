package tireless.server.http;

import java.time.Duration;

/** Told of every request that was answered. */
public interface Traffic {
    /**
     * @param route the path with its parameters in braces; empty where no route was found
     * @param duration from the head of the request to the end of its answer; for a stream, to its head
     */
    void answered(String method, String route, int status, Duration duration);

    /** A stream began to be written. */
    void opened(String route);

    /** A stream that {@link #opened} is over, and what wrote to it has ended. */
    void closed(String route);
}
