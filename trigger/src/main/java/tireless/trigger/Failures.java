package tireless.trigger;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says to people why something could not be read. */
final class Failures {
    private static final int LONGEST = 300;
    private static final int DEEPEST = 8;
    private static final Pattern ENDED = Pattern.compile("Broken pipe|Connection reset");
    private static final Pattern OTHER_NAME = Pattern.compile(
            "(?s)^No (?:subject alternative names? matching (?:IP address|DNS name)|name matching) (\\S+).*");
    private static final Pattern REFUSES =
            Pattern.compile("certificate_required|bad_certificate|certificate_unknown|unknown_ca|handshake_failure");

    private Failures() {}

    /** The one cause that says most, in one line, without any of the secrets. */
    static String reason(Throwable failure, Set<String> secrets) {
        Optional<String> known = Stream.<Function<Throwable, Optional<String>>>of(
                        Failures::ofCertificate, Failures::known)
                .flatMap(reader -> causes(failure).flatMap(cause -> reader.apply(cause).stream()))
                .findFirst();
        // What is cut before it is masked may end within a secret, which is then not found.
        String line = Masks.masked(known.orElseGet(() -> deepest(failure)), secrets)
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

    /** What is wrong with a certificate; clients wrap that as they like. */
    private static Optional<String> ofCertificate(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        String theirs = "no TLS: the certificate of the server ";
        return switch (cause) {
            case CertificateExpiredException _ -> Optional.of(theirs + "has expired: " + message);
            case CertificateNotYetValidException _ -> Optional.of(theirs + "does not hold yet: " + message);
            case CertPathBuilderException _ -> Optional.of(theirs + "is signed by nobody who is trusted here");
            case CertificateException _
            when OTHER_NAME.matcher(message).find() ->
                Optional.of(theirs + "is not for " + OTHER_NAME.matcher(message).replaceFirst("$1"));
            case SSLException _
            when message.contains("fatal alert") && REFUSES.matcher(message).find() ->
                Optional.of(
                        "no TLS: it refuses the certificate that is shown to it, or wants to be shown one: " + message);
            default -> Optional.empty();
        };
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
            case SocketException it
            when ENDED.matcher(String.valueOf(it.getMessage())).find() ->
                Optional.of("it ended the connection: " + it.getMessage());
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

    static String shown(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
