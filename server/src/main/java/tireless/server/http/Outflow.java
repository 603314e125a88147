package tireless.server.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tireless.api.Api;

/**
 * A reply that is written piece by piece. Who writes faster than the client reads waits; nothing is ever dropped. Safe for use by
 * many threads.
 */
public final class Outflow {
    /** How many bytes may wait for the client before a writer does. */
    private static final int ROOM = 64 << 10;

    private final Context context;
    private final HttpServerResponse response;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Buffer waiting = Buffer.buffer();
    private boolean begun;
    private boolean sending;
    private boolean ending;

    /** @param context the one of the response */
    Outflow(Context context, HttpServerResponse response) {
        this.context = context;
        this.response = response;
    }

    /**
     * Sends the head, and what was written before it: from now on the reply is a stream of this media type, and no error reply any
     * more.
     */
    public void begin(String type) {
        lock.lock();
        try {
            begun = true;
            sending = true;
        } finally {
            lock.unlock();
        }
        context.runOnContext(_ -> {
            if (!response.closed()) {
                response.setStatusCode(200).putHeader("Content-Type", type).setChunked(true);
                response.putHeader("Cache-Control", "no-store")
                        .putHeader(Api.VERSION_HEADER, Integer.toString(Api.VERSION));
                response.writeHead().onFailure(_ -> cut());
            }
            send();
        });
    }

    /** Shows in regular intervals that the stream lives, for as long as it does. */
    public void keepAlive(Duration interval, String sign) {
        long timer = context.owner().setPeriodic(interval.toMillis(), _ -> writeIfIdle(sign));
        whenOver(() -> context.owner().cancelTimer(timer));
    }

    /** Writes, after waiting for room; false when the stream is over, or the thread is interrupted while it waits. */
    public boolean write(String text) {
        lock.lock();
        try {
            while (waiting.length() > ROOM && !isOver()) {
                changed.await();
            }
            return append(text);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Writes where nothing waits: a sign of life that a slow reader can do without. Never waits itself. */
    public void writeIfIdle(String text) {
        lock.lock();
        try {
            if (!sending) {
                append(text);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream after what was written. */
    public void end() {
        lock.lock();
        try {
            if (begun && !sending && !ending) {
                sending = true;
                context.runOnContext(_ -> send());
            }
            ending = true;
        } finally {
            lock.unlock();
        }
    }

    /** Calls {@code work} once, when the stream is over: ended, or left by the client. At once where it is over already. */
    public void whenOver(Runnable work) {
        var _ = over.thenRun(work);
    }

    public boolean isOver() {
        return over.isDone();
    }

    boolean hasBegun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** The client is gone, or the stream can not go on. */
    void cut() {
        over.complete(null);
        lock.lock();
        try {
            waiting = Buffer.buffer();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean append(String text) {
        if (isOver() || ending) {
            return false;
        }
        waiting.appendBytes(text.getBytes(StandardCharsets.UTF_8));
        if (begun && !sending) {
            sending = true;
            context.runOnContext(_ -> send());
        }
        return true;
    }

    /** On the event loop: everything that waits, as one piece. */
    private void send() {
        Buffer piece;
        lock.lock();
        try {
            piece = waiting;
            waiting = Buffer.buffer();
            sending = piece.length() > 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (isOver() || response.closed()) {
            cut();
        } else if (piece.length() > 0) {
            response.write(piece).onComplete(_ -> context.runOnContext(_ -> send()), _ -> cut());
        } else if (isEnding()) {
            response.end().onComplete(_ -> cut());
        }
    }

    private boolean isEnding() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }
}
