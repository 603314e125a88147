package tireless.runtime.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks engines by their clients, which are ended when their time is over. Safe for use by many threads. */
final class EngineCalls implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;

    private final Map<String, String> environment;
    private final Set<Process> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param environment all that a client gets */
    EngineCalls(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Runs the client with these arguments, for {@code limit} at most. */
    Reply ask(Engine engine, Duration limit, List<String> arguments) {
        return ask(engine, limit, arguments, _ -> {});
    }

    /** The same; {@code begun} is told of the client when it runs, and may end it. */
    Reply ask(Engine engine, Duration limit, List<String> arguments, Consumer<Process> begun) {
        List<String> command = new ArrayList<>();
        command.add(engine.program().toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process client;
        try {
            client = builder.start();
        } catch (IOException failure) {
            return new Reply.Silence("%s can not be run: %s".formatted(engine.program(), failure.getMessage()));
        }
        underWay.add(client);
        try {
            if (closed) {
                end(client);
            }
            begun.accept(client);
            return reply(engine, client, limit);
        } finally {
            underWay.remove(client);
        }
    }

    private static Reply reply(Engine engine, Process client, Duration limit) {
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var output = CompletableFuture.supplyAsync(() -> text(client.getInputStream()), readers);
            var errors = CompletableFuture.supplyAsync(() -> text(client.getErrorStream()), readers);
            // Before the readers are waited for: they read until the client is over.
            Optional<String> unanswered = ended(engine, client, limit);
            return unanswered.isPresent()
                    ? new Reply.Silence(unanswered.get())
                    : new Reply.Answer(client.exitValue(), output.join(), errors.join());
        } catch (CompletionException unreadable) {
            return new Reply.Silence("what %s said can not be read".formatted(engine.name()));
        }
    }

    /** Why it had to be ended; empty where it ended by itself. */
    private static Optional<String> ended(Engine engine, Process client, Duration limit) {
        try {
            if (client.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            end(client);
            return Optional.of(
                    "%s does not answer within %d s".formatted(engine.name(), Math.max(1, limit.toSeconds())));
        } catch (InterruptedException interrupted) {
            end(client);
            Thread.currentThread().interrupt();
            return Optional.of("it was given up");
        }
    }

    /** With all that it began, so that nobody else holds its pipes. */
    static void end(Process client) {
        client.descendants().forEach(ProcessHandle::destroyForcibly);
        client.destroyForcibly();
    }

    private static String text(InputStream stream) {
        try (stream) {
            byte[] first = stream.readNBytes(MOST_BYTES);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(first, StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    /** Ends the clients that run; those that come later end at once. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(EngineCalls::end);
    }
}
