package tireless.server;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import tireless.model.TirelessException;

/**
 * A TCP address to listen on, beside the socket. Every request to it needs the token.
 *
 * @param host an address, or {@code localhost}; any but a loopback address needs {@code tls}
 * @param port 0 chooses a free one
 * @param token what {@code Authorization: Bearer} must carry; at least {@value #SHORTEST_TOKEN} characters
 */
public record TcpSettings(String host, int port, String token, Optional<Tls> tls) {
    static final int SHORTEST_TOKEN = 16;

    /** PEM files. */
    public record Tls(Path certificate, Path key) {}

    /** @throws TirelessException USAGE, if it would let in whom it must not */
    public TcpSettings {
        if (token.strip().length() < SHORTEST_TOKEN) {
            throw usage(
                    "the token for %s has fewer than %d characters; make a longer one".formatted(host, SHORTEST_TOKEN));
        }
        if (port < 0 || port > 65_535) {
            throw usage("there is no port %d".formatted(port));
        }
        if (tls.isEmpty() && !isLoopback(host)) {
            throw usage("%s can be reached from other machines: give a certificate and its key, or listen on 127.0.0.1"
                    .formatted(host));
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            // A name may stand for any address, and for another one tomorrow.
            return false;
        }
    }

    private static TirelessException usage(String message) {
        return new TirelessException(TirelessException.Code.USAGE, false, message);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return (tls.isPresent() ? "https://" : "http://") + host + ":" + port;
    }
}
