package tireless.testing.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks HTTP on a Unix socket, and answers as it was told: one script per route, each request on a connection and a thread of its
 * own. A script that returns ends its connection.
 */
public final class ScriptedServer implements AutoCloseable {
    /** Answers the requests of a route. */
    @FunctionalInterface
    public interface Script {
        void answer(Asked asked, Answering answering) throws IOException, InterruptedException;
    }

    private final Path socket;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private ServerSocketChannel listening;
    private Thread accepting = Thread.currentThread();

    /** Listens from now on, on a path that nobody listens on. */
    public ScriptedServer(Path socket) {
        this.socket = socket;
        this.listening = listen();
    }

    /**
     * What is answered from now on.
     *
     * @param route {@code GET /api/v1/server}: without a query
     */
    public ScriptedServer on(String route, Script script) {
        scripts.put(route, script);
        return this;
    }

    /** Every request so far, in their order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The requests of one route. */
    public List<Asked> asked(String route) {
        return asked.stream().filter(one -> one.line().equals(route)).toList();
    }

    /** Dies as a process does: nobody listens, every connection ends, the socket stays. */
    public void die() {
        try {
            listening.close();
            // Until it is out of accept(2), the kernel lets others connect.
            accepting.join();
            for (SocketChannel channel : open) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens again after {@link #die}. */
    public void comeBack() {
        listening = listen();
    }

    /** As a server does: bound aside, and then in its place at once, so that there is no moment without a socket. */
    private ServerSocketChannel listen() {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            Path aside = socket.resolveSibling("new.sock");
            channel.bind(UnixDomainSocketAddress.of(aside));
            Files.move(aside, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            accepting = Thread.ofPlatform().name("scripted server").daemon().start(() -> accept(channel));
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel channel) {
        while (true) {
            try {
                SocketChannel connection = channel.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
            Asked request = read(in);
            asked.add(request);
            Answering answering = new Answering(Channels.newOutputStream(connection));
            Script script = scripts.get(request.line());
            if (script == null) {
                answering.reply(404, """
                        {"code":"NOT_FOUND","retryable":false,"message":"there is no %s"}""".formatted(request.path()));
            } else {
                script.answer(request, answering);
            }
        } catch (IOException e) {
            // The client is gone, or this server was told to die.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    private static Asked read(InputStream in) throws IOException {
        String[] first = line(in).split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] target = first[1].split("\\?", 2);
        return new Asked(first[0], target[0], query(target.length > 1 ? target[1] : ""), headers, body);
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String part : new ArrayList<>(List.of(text.split("&", -1)))) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the request is not complete");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        die();
    }
}
