package tireless.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The network that a process is in, with its own addresses and ports (network_namespaces(7)).
 *
 * @param id the kernel's name of it: {@code net:[4026531840]}
 * @param pid a process that is in it
 */
public record NetworkNamespace(String id, long pid) {
    private static final String LOOPBACK = "lo";

    /** The one that a process is in; empty if it is over, or may not be looked into by this account. */
    public static Optional<NetworkNamespace> of(long pid) {
        try {
            Path link = Path.of("/proc/" + pid + "/ns/net");
            return Optional.of(new NetworkNamespace(Files.readSymbolicLink(link).toString(), pid));
        } catch (IOException overOrNotOurs) {
            return Optional.empty();
        }
    }

    /**
     * Every socket that listens in it.
     *
     * @throws IOException if its process is over
     */
    public List<TcpListener> listeners() throws IOException {
        List<TcpListener> found = new ArrayList<>();
        read("tcp", found);
        if (Files.exists(file("tcp6"))) {
            read("tcp6", found);
        }
        return found;
    }

    /** The kernel lists those that listen before all others, of which there may be many. */
    private void read(String name, List<TcpListener> found) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file(name), StandardCharsets.ISO_8859_1)) {
            lines.readLine();
            Optional<TcpListener> listener = next(lines);
            while (listener.isPresent()) {
                found.add(listener.get());
                listener = next(lines);
            }
        }
    }

    private static Optional<TcpListener> next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        return line == null ? Optional.empty() : TcpListener.parse(line);
    }

    /**
     * Whether it has a way out of the machine: an address or a route of anything but loopback.
     *
     * @throws IOException if its process is over
     */
    public boolean reachesOut() throws IOException {
        // The first line of the routes is a heading; those of loopback are not among them.
        if (Files.readAllLines(file("route"), StandardCharsets.ISO_8859_1).size() > 1) {
            return true;
        }
        Path addresses = file("if_inet6");
        return Files.exists(addresses)
                && Files.readAllLines(addresses, StandardCharsets.ISO_8859_1).stream()
                        .anyMatch(line -> !line.endsWith(" " + LOOPBACK));
    }

    private Path file(String name) {
        return Path.of("/proc/" + pid + "/net/" + name);
    }
}
