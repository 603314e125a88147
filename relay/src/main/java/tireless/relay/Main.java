package tireless.relay;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tireless.linux.BootClock;
import tireless.model.TirelessException;
import tireless.throughput.relay.RelayLine;
import tireless.throughput.relay.RelaySettings;

/**
 * The program: its settings are variables of its environment, SIGTERM ends it within a second. It ends with 1 where it can not begin, and with 2 where they are
 * wrong. Called with {@code await} it is no relay, but waits for the socket of the one that has the same settings.
 */
public final class Main {
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private static final String AWAIT = "await";
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int MOST_LOOKS = 1_000;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(carryOut(arguments));
    }

    private static int carryOut(String[] arguments) {
        try {
            RelaySettings settings = RelaySettings.of(System.getenv());
            return arguments.length > 0 && arguments[0].equals(AWAIT) ? await(settings.socket()) : run(settings);
        } catch (TirelessException refused) {
            complain(String.valueOf(refused.getMessage()));
            return refused.code() == TirelessException.Code.USAGE ? 2 : 1;
        }
    }

    /** What is said before there is a socket is lost: the worker is started after this. */
    private static int await(Path socket) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (Files.exists(socket)) {
                return 0;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        complain("there is no socket %s after %d s"
                .formatted(socket, LOOK.multipliedBy(MOST_LOOKS).toSeconds()));
        return 1;
    }

    private static int run(RelaySettings settings) {
        // Of the server for exports: who sends half of one, or never hangs up, holds up nobody for long.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "8");
        System.setProperty("jdk.httpserver.maxConnections", "32");
        try (OutputStream out = new FileOutputStream(FileDescriptor.out);
                Relay relay = new Relay(settings, new BootClock())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(relay), "end"));
            relay.print(out, RelayLine.BEAT);
            return 0;
        } catch (IOException deaf) {
            complain("can not print: " + TirelessException.reason(deaf));
            return 1;
        }
    }

    private static void end(Relay relay) {
        try {
            if (relay.stop(PATIENCE)) {
                // In order, and whatever a thread still waits for.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private static void complain(String message) {
        try (OutputStream error = new FileOutputStream(FileDescriptor.err)) {
            error.write(("tireless-relay: " + message + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException deaf) {
            // Its status says that it failed.
        }
    }
}
