package tireless.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import tireless.api.Api;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;

/** What went wrong between a command and the server, with what to do. */
final class Faults {
    private static final String START = "start it with `tireless server start`";

    private Faults() {}

    static TirelessException noServer(ServerAddress address) {
        return new TirelessException(
                Code.UNREACHABLE, true, "no server runs on the home %s; %s".formatted(address.home(), START));
    }

    /** @param state the state in which there will be one in a moment */
    static TirelessException notYet(String state, IOException failure) {
        return new TirelessException(Code.UNREACHABLE, true, state, failure);
    }

    /** Whether this account may not connect to what there is. */
    static boolean isForeign(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Permission denied");
    }

    static TirelessException notConnected(ServerAddress address, IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (isForeign(failure)) {
            return new TirelessException(
                    Code.UNREACHABLE,
                    false,
                    "the server of the home %s belongs to another account: set TIRELESS_HOME to a home of your own"
                            .formatted(address.home()),
                    failure);
        }
        if (reason.contains("Connection refused")) {
            return new TirelessException(
                    Code.UNREACHABLE,
                    true,
                    "no server runs on the home %s, though one left its socket there; %s"
                            .formatted(address.home(), START),
                    failure);
        }
        return new TirelessException(
                Code.UNREACHABLE,
                true,
                "cannot connect to the server at %s: %s; see `tireless doctor`".formatted(address.socket(), reason),
                failure);
    }

    /** The request was sent, and no whole reply came. */
    static TirelessException lost(ServerAddress address, Request request, IOException failure, Duration patience) {
        String what = switch (failure) {
            case SocketTimeoutException _ -> "the server was silent for %d s".formatted(patience.toSeconds());
            case NotHttpException _ ->
                "what answers at %s is no server of Tireless (%s); see `tireless doctor`"
                        .formatted(address.socket(), failure.getMessage());
            default -> "the connection to the server broke before its reply was complete";
        };
        String next = request.ifLost().isEmpty()
                ? failure instanceof NotHttpException ? "" : "; try again, or see `tireless server status`"
                : "; " + request.ifLost();
        return switch (failure) {
            case SocketTimeoutException _, NotHttpException _ ->
                new TirelessException(Code.UNREACHABLE, true, what + next, failure);
            default -> new BrokenOffException(what + next, failure);
        };
    }

    static TirelessException otherVersion(String theirs) {
        return TirelessException.failed(
                ("the server speaks version %s of the API, and this command version %d: restart it with the same Tireless by"
                                + " `tireless server stop`, then `tireless server start`; the workers go on")
                        .formatted(theirs, Api.VERSION));
    }

    static TirelessException notUnderstood(RuntimeException failure) {
        return TirelessException.failed(
                "the reply of the server is not understood: %s; see whether `tireless doctor` finds another version"
                        .formatted(failure.getMessage()),
                failure);
    }
}
