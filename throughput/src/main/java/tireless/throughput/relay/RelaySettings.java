package tireless.throughput.relay;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.SignalSources;
import tireless.model.TirelessException;

/**
 * What a relay shall hear.
 *
 * @param socket where it makes the socket for reports
 * @param otlp the port at which it takes in OpenTelemetry metrics; empty for not at all
 * @param page a page of metrics that it reads, with its port
 * @param bento the port of a page on which Bento shows what it counts
 * @param names which metric means what
 */
public record RelaySettings(
        Path socket,
        OptionalInt otlp,
        Optional<SignalSources.Scrape> page,
        OptionalInt bento,
        SignalSources.Names names) {
    private static final String SOCKET = "TIRELESS_RELAY_SOCKET";
    private static final String OTLP_PORT = "TIRELESS_RELAY_OTLP_PORT";
    private static final String PAGE_PORT = "TIRELESS_RELAY_PAGE_PORT";
    private static final String PAGE_PATH = "TIRELESS_RELAY_PAGE_PATH";
    private static final String PAGE_INTERVAL = "TIRELESS_RELAY_PAGE_INTERVAL";
    private static final String BENTO_PORT = "TIRELESS_RELAY_BENTO_PORT";
    private static final String PROCESSED = "TIRELESS_RELAY_PROCESSED";
    private static final String ERRORS = "TIRELESS_RELAY_ERRORS";
    private static final String BACKLOG = "TIRELESS_RELAY_BACKLOG";
    private static final String IN_FLIGHT = "TIRELESS_RELAY_INFLIGHT";
    private static final String LATENCY = "TIRELESS_RELAY_LATENCY";
    private static final int LAST_PORT = 65_535;

    public RelaySettings {
        if (!socket.isAbsolute()) {
            throw new IllegalArgumentException("the path of the socket must be absolute: " + socket);
        }
        if (page.isPresent() && page.get().port().isEmpty()) {
            throw new IllegalArgumentException("the page has no port");
        }
    }

    /** As variables of the relay's environment; what is as usual is left out. */
    public SortedMap<String, String> variables() {
        SortedMap<String, String> variables = new TreeMap<>();
        variables.put(SOCKET, socket.toString());
        otlp.ifPresent(port -> variables.put(OTLP_PORT, Integer.toString(port)));
        page.ifPresent(shown -> {
            variables.put(PAGE_PORT, Integer.toString(shown.port().orElseThrow()));
            put(variables, PAGE_PATH, shown.path(), SignalSources.Scrape.DEFAULT_PATH);
            put(
                    variables,
                    PAGE_INTERVAL,
                    shown.interval().toString(),
                    SignalSources.Scrape.DEFAULT_INTERVAL.toString());
        });
        bento.ifPresent(port -> variables.put(BENTO_PORT, Integer.toString(port)));
        SignalSources.Names usual = SignalSources.Names.DEFAULT;
        put(variables, PROCESSED, names.processed(), usual.processed());
        put(variables, ERRORS, names.errors(), usual.errors());
        put(variables, BACKLOG, names.backlog(), usual.backlog());
        put(variables, IN_FLIGHT, names.inFlight(), usual.inFlight());
        put(variables, LATENCY, names.latency(), usual.latency());
        return variables;
    }

    private static void put(SortedMap<String, String> variables, String name, String value, String usual) {
        if (!value.equals(usual)) {
            variables.put(name, value);
        }
    }

    /** @throws TirelessException naming the variable that is missing or wrong */
    public static RelaySettings of(Map<String, String> environment) {
        OptionalInt pagePort = port(environment, PAGE_PORT);
        Optional<SignalSources.Scrape> page = pagePort.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignalSources.Scrape(
                        pagePort,
                        environment.getOrDefault(PAGE_PATH, SignalSources.Scrape.DEFAULT_PATH),
                        interval(environment)));
        SignalSources.Names usual = SignalSources.Names.DEFAULT;
        return new RelaySettings(
                socket(environment),
                port(environment, OTLP_PORT),
                page,
                port(environment, BENTO_PORT),
                new SignalSources.Names(
                        environment.getOrDefault(PROCESSED, usual.processed()),
                        environment.getOrDefault(ERRORS, usual.errors()),
                        environment.getOrDefault(BACKLOG, usual.backlog()),
                        environment.getOrDefault(IN_FLIGHT, usual.inFlight()),
                        environment.getOrDefault(LATENCY, usual.latency())));
    }

    private static Path socket(Map<String, String> environment) {
        String value = environment.getOrDefault(SOCKET, "");
        try {
            if (value.startsWith("/")) {
                return Path.of(value);
            }
        } catch (InvalidPathException wrong) {
            throw wrong(SOCKET, "the absolute path of a socket", value);
        }
        throw wrong(SOCKET, "the absolute path of a socket", value);
    }

    private static OptionalInt port(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port <= LAST_PORT) {
                return OptionalInt.of(port);
            }
        } catch (NumberFormatException wrong) {
            throw wrong(name, "a port from 1 to 65535", value);
        }
        throw wrong(name, "a port from 1 to 65535", value);
    }

    private static Duration interval(Map<String, String> environment) {
        String value = environment.getOrDefault(PAGE_INTERVAL, SignalSources.Scrape.DEFAULT_INTERVAL.toString());
        try {
            Duration interval = Duration.parse(value);
            if (interval.isPositive()) {
                return interval;
            }
        } catch (DateTimeException wrong) {
            throw wrong(PAGE_INTERVAL, "a time like PT2S", value);
        }
        throw wrong(PAGE_INTERVAL, "a time like PT2S", value);
    }

    private static TirelessException wrong(String name, String what, String value) {
        return new TirelessException(
                TirelessException.Code.USAGE,
                false,
                value.isEmpty()
                        ? "%s is not set: it must be %s".formatted(name, what)
                        : "%s must be %s, and is `%s`".formatted(name, what, value));
    }
}
