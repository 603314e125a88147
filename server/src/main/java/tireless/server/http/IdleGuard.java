package tireless.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections on which the client is slow: to send a head, the next piece of a body, or to take an answer. While the server
 * works on an answer, and while a stream is open, a connection may be silent as long as it likes.
 */
final class IdleGuard {
    private final Vertx vertx;
    private final Duration patience;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    IdleGuard(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    /** It is the client's turn. */
    void awaits(HttpConnection connection) {
        Long before = timers.put(connection, vertx.setTimer(patience.toMillis(), _ -> {
            timers.remove(connection);
            connection.close();
        }));
        if (before != null) {
            vertx.cancelTimer(before);
        }
    }

    /** It is the server's turn, or the connection is closed. */
    void rests(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
