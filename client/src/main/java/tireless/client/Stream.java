package tireless.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tireless.model.TirelessException;

/**
 * A stream of lines that outlives its connection: a broken one is opened anew, after a pause that grows from 0.1 s to 5 s. {@link #run}
 * is for one thread, {@link #close} for any.
 */
final class Stream implements AutoCloseable {
    private final Transport transport;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final boolean met;
    private volatile @Nullable Reply current;

    /** @param met whether the server has answered before: then it is waited for from the beginning */
    Stream(Transport transport, boolean met) {
        this.transport = transport;
        this.met = met;
    }

    /**
     * Reads until it is closed.
     *
     * @param request what asks for the stream; called anew for every connection
     * @param opened told of each connection on which the server has begun to answer
     * @param line is given each line
     * @param outages is told of each broken connection and of its return
     * @throws TirelessException if the server was not met yet and the first connection fails, or a later one for a reason that waiting does not change
     */
    void run(Supplier<Request> request, Runnable opened, Consumer<String> line, Outages outages) {
        Duration pause = Outage.FIRST_PAUSE;
        boolean out = false;
        boolean before = met;
        while (closed.getCount() > 0) {
            String why = Outage.BROKEN;
            try (Reply reply = transport.stream(request.get())) {
                current = reply;
                if (closed.getCount() == 0) {
                    return;
                }
                before = true;
                opened.run();
                if (out) {
                    out = false;
                    outages.back();
                }
                if (read(reply, line)) {
                    pause = Outage.FIRST_PAUSE;
                }
            } catch (IOException _) {
                // Closing a connection that is broken already.
            } catch (TirelessException refused) {
                if (!before || !refused.retryable()) {
                    throw refused;
                }
                why = Outage.cause(refused);
            }
            if (closed.getCount() > 0 && !out) {
                out = true;
                outages.lost(why);
            }
            pause = pause(pause);
        }
    }

    /** Whether anything came before the connection ended. */
    private boolean read(Reply reply, Consumer<String> line) {
        boolean any = false;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(reply.stream(), StandardCharsets.UTF_8))) {
            for (String next = in.readLine(); next != null && closed.getCount() > 0; next = in.readLine()) {
                any = true;
                line.accept(next);
            }
        } catch (IOException _) {
            // How a connection ends does not matter: it is opened anew.
        }
        return any;
    }

    private Duration pause(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return pause;
            }
        } catch (InterruptedException e) {
            closed.countDown();
            Thread.currentThread().interrupt();
        }
        return Outage.next(pause);
    }

    /** Ends {@link #run}; also before it began. */
    @Override
    public void close() {
        closed.countDown();
        Reply open = current;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // What it was for is over.
            }
        }
    }
}
