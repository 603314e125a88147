package tireless.trigger;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says to people why something could not be read. */
final class Failures {
    private static final int LONGEST = 300;
    private static final int DEEPEST = 8;

    private Failures() {}

    /** The one cause that says most, in one line. */
    static String reason(Throwable failure) {
        Optional<String> known =
                causes(failure).flatMap(cause -> known(cause).stream()).findFirst();
        String line = known.orElseGet(() -> deepest(failure))
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return causes(failure, DEEPEST);
    }

    /** Itself, then what it holds: clients hide what happened at one of several addresses among the suppressed. */
    private static Stream<Throwable> causes(@Nullable Throwable failure, int depth) {
        return failure == null || depth == 0
                ? Stream.empty()
                : Stream.concat(
                        Stream.concat(Stream.of(failure), causes(failure.getCause(), depth - 1)),
                        Stream.of(failure.getSuppressed()).flatMap(one -> causes(one, depth - 1)));
    }

    private static Optional<String> known(Throwable cause) {
        return switch (cause) {
            case NoReading it -> Optional.ofNullable(it.getMessage());
            case UnknownHostException it -> Optional.of("the name " + it.getMessage() + " is not known");
            case UnresolvedAddressException _ -> Optional.of("the name is not known");
            case SocketTimeoutException _ -> Optional.of("no answer in time");
            case TimeoutException _ -> Optional.of("no answer in time");
            case HttpTimeoutException _ -> Optional.of("no answer in time");
            case ConnectException it when saysRefused(it) -> Optional.of("nobody listens there");
            case SSLException it -> Optional.of("no TLS: " + it.getMessage());
            default -> Optional.empty();
        };
    }

    /** The client of the JDK says nothing then. */
    private static boolean saysRefused(ConnectException failure) {
        String message = failure.getMessage();
        return message == null || message.contains("refused");
    }

    private static String deepest(Throwable failure) {
        return causes(failure)
                .filter(cause ->
                        cause.getMessage() != null && !cause.getMessage().isBlank())
                .reduce((_, deeper) -> deeper)
                .map(cause -> String.valueOf(cause.getMessage()))
                .orElseGet(() -> failure.getClass().getSimpleName());
    }

    /** The text without any of the secrets, the longest first: one may be part of another. */
    static String masked(String text, Set<String> secrets) {
        String masked = text;
        for (String secret : secrets.stream()
                .filter(secret -> secret.length() > 2)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            masked = masked.replace(secret, "****");
        }
        return masked;
    }

    static String shown(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
