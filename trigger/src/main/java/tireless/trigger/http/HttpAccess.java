package tireless.trigger.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.connect.ConnectionKey;
import tireless.trigger.connect.Connections;
import tireless.trigger.connect.Lease;
import tireless.trigger.tls.TlsSettings;

/**
 * A server that speaks HTTP. Equal ones share their connections.
 *
 * @param server scheme, host and port
 */
public record HttpAccess(String server, TlsSettings tls) {
    /** The server of an address that has been found right. */
    public static HttpAccess of(URI address, TlsSettings tls) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return new HttpAccess(address.getScheme() + "://" + address.getHost() + port, tls);
    }

    public Lease<HttpServer> lease(Connections connections, Duration timeout) {
        return connections.lease(
                new ConnectionKey("http", server, List.of(tls)),
                () -> HttpServer.open(
                        timeout.compareTo(NetworkTrigger.TIMEOUT) > 0 ? timeout : NetworkTrigger.TIMEOUT, tls));
    }
}
