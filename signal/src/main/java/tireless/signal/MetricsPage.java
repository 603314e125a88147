package tireless.signal;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tireless.model.TirelessException;

/**
 * A page of metrics at a port of loopback.
 *
 * @param path with a slash at its begin
 * @param period between two looks
 */
public record MetricsPage(int port, String path, Duration period) {
    static final int MOST_BYTES = 4 << 20;
    private static final int PATIENCE_MILLIS = 2_000;

    /** What a look at a page gave. */
    sealed interface Look {
        record Shown(String text) implements Look {}

        /** Nobody answers, as while the replica starts. */
        record Silent(String why) implements Look {}

        /** A part of it says nothing of the whole. */
        record TooLong() implements Look {}
    }

    /** Reads it; waits 2 s for an answer, and as long for each part of it. */
    Look read() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:%d%s".formatted(port, path))
                    .toURL()
                    .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try (InputStream in = connection.getInputStream()) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                return bytes.length > MOST_BYTES
                        ? new Look.TooLong()
                        : new Look.Shown(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException silent) {
            return new Look.Silent(TirelessException.reason(silent));
        }
    }
}
