package tireless.runtime.process.provision;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import tireless.model.FileContent;
import tireless.model.RunSpec;

/** The port of loopback at which a replica shows its metrics: where a config file names one, each attempt has one of its own. */
final class MetricPort {
    static final String VARIABLE = "DATAOS_METRIC_PORT";
    private static final String REFERENCE = "${" + VARIABLE + "}";
    private static final String FILE = "metric-port";

    private MetricPort() {}

    /** A free one, kept for who adopts the attempt; none where no config file names it. */
    static OptionalInt choose(RunSpec run, AttemptPlace place) throws IOException {
        boolean named = run.provisions().configs().values().stream()
                .anyMatch(content ->
                        content.text().filter(text -> text.contains(REFERENCE)).isPresent());
        if (!named) {
            return OptionalInt.empty();
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file(place), Integer.toString(free.getLocalPort()));
            return OptionalInt.of(free.getLocalPort());
        }
    }

    /** The one that was chosen for an attempt. */
    static OptionalInt of(AttemptPlace place) throws IOException {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(file(place)).strip()));
        } catch (NoSuchFileException none) {
            return OptionalInt.empty();
        } catch (NumberFormatException torn) {
            throw new IOException("%s holds no port".formatted(file(place)), torn);
        }
    }

    /** A config file with the port in the place of its name. */
    static byte[] in(FileContent content, OptionalInt port) {
        return port.isEmpty()
                ? content.bytes()
                : content.text()
                        .map(text -> text.replace(REFERENCE, Integer.toString(port.getAsInt()))
                                .getBytes(StandardCharsets.UTF_8))
                        .orElseGet(content::bytes);
    }

    private static Path file(AttemptPlace place) {
        return place.folder().resolve(FILE);
    }
}
