package tireless.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tireless.model.TirelessException;

/**
 * Where the server of a home listens.
 *
 * @param home the folder of its state
 */
public record ServerAddress(Path home, Path socket) {
    /** A file in the home whose first line is the path of the socket, where the home's own is too long for one (108 bytes). */
    public static final String POINTER = "server.address";

    /** The socket itself, where the home's path is short enough. */
    public static final String SOCKET = "server.sock";

    /** Whether or not there is a server. */
    public static ServerAddress of(Path home) {
        Path pointer = home.resolve(POINTER);
        try {
            if (Files.exists(pointer)) {
                List<String> lines = Files.readAllLines(pointer);
                if (!lines.isEmpty() && !lines.getFirst().isBlank()) {
                    return new ServerAddress(home, Path.of(lines.getFirst().strip()));
                }
            }
        } catch (IOException e) {
            throw TirelessException.failed("cannot read %s: %s".formatted(pointer, TirelessException.reason(e)), e);
        }
        return new ServerAddress(home, home.resolve(SOCKET));
    }

    /** What is thrown where nobody serves the home, and nobody is about to. */
    public TirelessException noServer() {
        return Faults.noServer(this);
    }
}
