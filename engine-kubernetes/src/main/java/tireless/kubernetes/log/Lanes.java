package tireless.kubernetes.log;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Connections for what pods print, of which much is followed at once. An API server lets some 100 streams share a connection (reference: HTTP/2,
 * SETTINGS_MAX_CONCURRENT_STREAMS), and the client of the JDK refuses the next one instead of opening another connection. So each client here is given fewer,
 * and none of them is the one that everything else is asked by. Safe for use by many threads.
 */
public final class Lanes implements AutoCloseable {
    private static final int STREAMS = 50;

    private final Supplier<KubernetesClient> clients;

    // Guarded by this.
    private final List<Lane> lanes = new ArrayList<>();
    private boolean closed;

    /** @param clients opens one that has a connection of its own */
    public Lanes(Supplier<KubernetesClient> clients) {
        this.clients = clients;
    }

    /** A client with room for one more stream, until it is given back. */
    static final class Lane {
        private final KubernetesClient client;
        private int streams;

        private Lane(KubernetesClient client) {
            this.client = client;
        }

        KubernetesClient client() {
            return client;
        }
    }

    /**
     * @throws IOException if this is closed
     * @throws tireless.model.TirelessException if there is no access to the cluster at the moment
     */
    synchronized Lane take() throws IOException {
        if (closed) {
            throw new IOException("what pods print is read no more");
        }
        for (Lane lane : lanes) {
            if (lane.streams < STREAMS) {
                lane.streams++;
                return lane;
            }
        }
        Lane opened = new Lane(clients.get());
        opened.streams++;
        lanes.add(opened);
        return opened;
    }

    /** Gives back what was taken. One that nobody uses is closed, unless it is the last. */
    synchronized void giveBack(Lane lane) {
        lane.streams--;
        if (lane.streams == 0 && lanes.size() > 1 && lanes.remove(lane)) {
            lane.client.close();
        }
    }

    /** A stream that gives its lane back when it is closed. */
    InputStream on(Lane lane, InputStream stream) {
        AtomicBoolean given = new AtomicBoolean();
        return new FilterInputStream(stream) {
            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    if (!given.getAndSet(true)) {
                        giveBack(lane);
                    }
                }
            }
        };
    }

    @Override
    public synchronized void close() {
        closed = true;
        lanes.forEach(lane -> lane.client.close());
        lanes.clear();
    }
}
