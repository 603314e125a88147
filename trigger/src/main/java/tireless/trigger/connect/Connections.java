package tireless.trigger.connect;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * All clients of a process. Who names the same server, account and settings shares one; it is made when the first asks, and closed when the
 * last lets go. Safe for use by many threads.
 */
public final class Connections implements AutoCloseable {
    private final InstantSource clock;
    private final Map<ConnectionKey, SharedClient<?>> clients = new HashMap<>();

    /** @param clock by which answers grow old */
    public Connections(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A share of the client for that key. Nothing is opened yet.
     *
     * @param open makes the client, within the first question. Equal keys must have clients of one class
     */
    public <C extends AutoCloseable> Lease<C> lease(ConnectionKey key, Callable<C> open) {
        synchronized (clients) {
            @SuppressWarnings("unchecked") // one class for one key, as asked for above
            SharedClient<C> client =
                    (SharedClient<C>) clients.computeIfAbsent(key, _ -> new SharedClient<>(key, open, clock));
            client.users++;
            return new Lease<>(client, () -> release(client));
        }
    }

    /** How many servers are asked by somebody now, as key and number of who asks. */
    public Map<ConnectionKey, Integer> users() {
        synchronized (clients) {
            Map<ConnectionKey, Integer> users = new HashMap<>();
            clients.forEach((key, client) -> users.put(key, client.users));
            return users;
        }
    }

    private void release(SharedClient<?> client) {
        synchronized (clients) {
            if (--client.users > 0) {
                return;
            }
            clients.remove(client.key());
        }
        client.close();
    }

    /** Closes every client; who asks by a lease afterwards is told that. */
    @Override
    public void close() {
        List<SharedClient<?>> all;
        synchronized (clients) {
            all = List.copyOf(clients.values());
            clients.clear();
        }
        all.forEach(SharedClient::close);
    }
}
