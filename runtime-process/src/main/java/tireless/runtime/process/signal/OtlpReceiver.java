package tireless.runtime.process.signal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tireless.linux.AtomicFile;
import tireless.model.AttemptId;
import tireless.model.SignalSources;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.signal.OtlpSender;
import tireless.signal.OtlpServer;
import tireless.throughput.Notification;

/**
 * Takes in the OpenTelemetry metrics of attempts, on loopback. Each attempt has an address of its own, with a secret in it, so
 * that whose numbers they are does not depend on what a program says of itself. Opened with the first attempt that needs it; its port
 * stays the same for who opens the home later, if it is free then.
 */
final class OtlpReceiver implements Closeable {
    private final Path portFile;
    private final TimeSource time;
    private final OtlpKey key;
    private final BiConsumer<SlotId, Notification> told;
    private final BiConsumer<AttemptId, String> warned;
    private final Map<String, Sender> senders = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("otlp-", 0).factory());
    private @Nullable OtlpServer server;

    /** Who has an address. */
    private record Sender(AttemptId attempt, OtlpSender exports) {}

    /**
     * @param folder of the home, in which the key and the port are kept
     * @param told of the numbers of a slot, on a thread of this receiver
     * @param warned of what hinders it, for people
     */
    OtlpReceiver(
            Path folder, TimeSource time, BiConsumer<SlotId, Notification> told, BiConsumer<AttemptId, String> warned) {
        this.time = time;
        this.portFile = folder.resolve("otlp.port");
        this.key = new OtlpKey(folder.resolve("otlp.key"));
        this.told = told;
        this.warned = warned;
    }

    /**
     * Takes in what an attempt sends from now on.
     *
     * @param lives whether it was given its address before
     * @return the address for {@code OTEL_EXPORTER_OTLP_ENDPOINT}
     */
    String begin(AttemptId attempt, SignalSources.Names names, boolean lives) throws IOException {
        String secret = key.secret(attempt);
        senders.values().removeIf(sender -> sender.attempt.slot().equals(attempt.slot()));
        OtlpSender exports = new OtlpSender(names, time.now().wall(), said -> told.accept(attempt.slot(), said));
        senders.put(secret, new Sender(attempt, exports));
        int port = open(attempt, lives);
        return "http://127.0.0.1:%d/%s".formatted(port, secret);
    }

    /** Takes in nothing more of the slot's attempts up to this one. */
    void end(AttemptId last) {
        senders.values()
                .removeIf(sender ->
                        sender.attempt.slot().equals(last.slot()) && sender.attempt.number() <= last.number());
    }

    private synchronized int open(AttemptId attempt, boolean lives) throws IOException {
        int before = keptPort();
        if (server == null) {
            server = bind(before);
            AtomicFile.write(portFile, server.port() + "\n");
        }
        int port = server.port();
        if (lives && before != 0 && port != before) {
            warned.accept(
                    attempt,
                    "its OpenTelemetry metrics are not heard: the port %d that it sends them to is taken; restart it, and it gets the port %d"
                            .formatted(before, port));
        }
        return port;
    }

    private OtlpServer bind(int port) throws IOException {
        try {
            return OtlpServer.open(port, executor, time, this::sender);
        } catch (IOException taken) {
            if (port == 0) {
                throw taken;
            }
            return bind(0);
        }
    }

    private Optional<OtlpSender> sender(String path) {
        return path.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(senders.get(path.substring(1))).map(Sender::exports);
    }

    private int keptPort() throws IOException {
        try {
            return Integer.parseInt(Files.readString(portFile).strip());
        } catch (NoSuchFileException | NumberFormatException none) {
            return 0;
        }
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
        executor.shutdown();
    }
}
