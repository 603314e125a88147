package tireless.kubernetes.watch;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Pings a web socket (RFC 6455), and breaks it off when nothing comes of it for a whole interval. A connection whose other end is gone without
 * a word would else look like one on which nothing happens.
 */
final class Heartbeat implements WebSocket.Listener {
    private final WebSocket.Listener listener;
    private final Duration interval;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean heard = true;

    /** @param listener hears what it would hear without */
    Heartbeat(WebSocket.Listener listener, Duration interval) {
        this.listener = listener;
        this.interval = interval;
    }

    @Override
    public void onOpen(WebSocket socket) {
        later(socket);
        listener.onOpen(socket);
    }

    private void later(WebSocket socket) {
        CompletableFuture.delayedExecutor(interval.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> beat(socket));
    }

    private void beat(WebSocket socket) {
        if (over.get()) {
            return;
        }
        if (!heard && over.compareAndSet(false, true)) {
            socket.abort();
            listener.onError(socket, new IOException("nothing came of it for %d s".formatted(interval.toSeconds())));
            return;
        }
        heard = false;
        // One that can not be sent is not answered.
        var _ = socket.sendPing(ByteBuffer.allocate(0));
        later(socket);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        heard = true;
        return listener.onText(socket, data, last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        heard = true;
        return listener.onBinary(socket, data, last);
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        heard = true;
        return listener.onPing(socket, message);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        heard = true;
        return listener.onPong(socket, message);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
        return over.compareAndSet(false, true) ? listener.onClose(socket, statusCode, reason) : null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        if (over.compareAndSet(false, true)) {
            listener.onError(socket, error);
        }
    }
}
