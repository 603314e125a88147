package tireless.client;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tireless.api.Api;
import tireless.api.ErrorReply;
import tireless.json.Form;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;

/** Sends requests to the server of one home, each on a connection of its own. Safe for use by many threads. */
final class Transport {
    /** One that nobody is known to bring back may come all the same: systemd does it within a second. */
    private static final int REFUSALS = 20;

    /** Ten seconds: a server that is brought back takes less than one, on a busy machine some. */
    private static final int WHILE_COMING = 100;

    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerAddress address;
    private final Duration patience;
    private final Supplier<Optional<String>> coming;

    /**
     * Where there is no server, it is said, or waited for one that is coming.
     *
     * @param patience how long the server may be silent before it counts as unreachable
     * @param coming as {@link ApiClient} takes it
     */
    Transport(ServerAddress address, Duration patience, Supplier<Optional<String>> coming) {
        this.address = address;
        this.patience = patience;
        this.coming = coming;
    }

    /** A whole reply. */
    record Answer(int status, String text) {
        Form form() {
            try {
                return Form.read(text);
            } catch (IllegalArgumentException e) {
                throw Faults.notUnderstood(e);
            }
        }

        /** @throws TirelessException the refusal that the reply is, if it is one */
        Answer orRefusal() {
            if (status / 100 != 2) {
                throw refusal(status, text);
            }
            return this;
        }
    }

    /** The whole reply, refusals as well. */
    Answer exchange(Request request) {
        UnixSocket socket = connect();
        try (Reply reply = Reply.to(request, socket, patience)) {
            checkVersion(request, reply.head());
            return new Answer(reply.head().status(), reply.text());
        } catch (IOException e) {
            throw Faults.lost(address, request, e, patience);
        } finally {
            close(socket);
        }
    }

    /** A reply to be read as it comes; the caller closes it. Refusals are thrown. */
    Reply stream(Request request) {
        UnixSocket socket = connect();
        try {
            Reply reply = Reply.to(request, socket, patience);
            checkVersion(request, reply.head());
            if (reply.head().status() / 100 != 2) {
                throw refusal(reply.head().status(), reply.text());
            }
            return reply;
        } catch (IOException e) {
            close(socket);
            throw Faults.lost(address, request, e, patience);
        } catch (TirelessException e) {
            close(socket);
            throw e;
        }
    }

    private UnixSocket connect() {
        for (int tries = 0; ; tries++) {
            try {
                return UnixSocket.open(address.socket());
            } catch (IOException e) {
                Absence absence = absence(e);
                if (tries >= absence.tries()) {
                    throw absence.fault();
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        }
    }

    /** What there is instead of a server, and how often it is tried to reach one all the same. */
    private record Absence(int tries, TirelessException fault) {}

    private Absence absence(IOException failure) {
        if (Faults.isForeign(failure)) {
            return new Absence(0, Faults.notConnected(address, failure));
        }
        Optional<String> soon = coming.get();
        if (soon.isPresent()) {
            return new Absence(WHILE_COMING, Faults.notYet(soon.get(), failure));
        }
        if (!Files.exists(address.socket())) {
            return new Absence(0, Faults.noServer(address));
        }
        return new Absence(failure instanceof ConnectException ? REFUSALS : 0, Faults.notConnected(address, failure));
    }

    private static void checkVersion(Request request, Head head) {
        if (Api.isForEveryVersion(request.method(), request.path())) {
            return;
        }
        head.header(Api.VERSION_HEADER)
                .filter(version -> !version.equals(String.valueOf(Api.VERSION)))
                .ifPresent(other -> {
                    throw Faults.otherVersion(other);
                });
    }

    private static TirelessException refusal(int status, String text) {
        try {
            return ErrorReply.read(Form.read(text)).exception();
        } catch (IllegalArgumentException e) {
            return new TirelessException(
                    status == 404 ? Code.NOT_FOUND : Code.FAILED,
                    status >= 500,
                    "the server refused with status %d, and without a reason; see its log".formatted(status),
                    e);
        }
    }

    private static void close(UnixSocket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // What it was for is over.
        }
    }
}
