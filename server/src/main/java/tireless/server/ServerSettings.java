package tireless.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how a server listens.
 *
 * @param socket the file of the Unix socket; only its owner can use it
 * @param tcp an address for programs that know no Unix sockets
 * @param patience how long a client may take to send a head or the next piece of a body, or to take an answer
 * @param heartbeat how often a watch shows that it lives while nothing happens
 */
public record ServerSettings(Path socket, Optional<TcpSettings> tcp, Duration patience, Duration heartbeat) {
    /** On the socket alone, with the usual times. */
    public static ServerSettings on(Path socket) {
        return new ServerSettings(socket, Optional.empty(), Duration.ofMinutes(1), Duration.ofSeconds(15));
    }

    public ServerSettings withTcp(TcpSettings address) {
        return new ServerSettings(socket, Optional.of(address), patience, heartbeat);
    }
}
