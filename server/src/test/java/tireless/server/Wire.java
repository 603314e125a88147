package tireless.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One connection of a client that hides nothing: bytes go out, and a reply comes in. */
final class Wire implements AutoCloseable {
    /** What came back. */
    record Reply(int status, Map<String, String> headers, String body) {}

    private final SocketChannel channel;
    private final InputStream in;

    private Wire(SocketChannel channel) {
        this.channel = channel;
        this.in = Channels.newInputStream(channel);
    }

    static Wire to(Path socket) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new Wire(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Wire toLoopback(int port) {
        try {
            return new Wire(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request and its reply. */
    Reply exchange(String method, String path, String body, String... headers) {
        send(request(method, path, body, headers));
        return reply();
    }

    static String request(String method, String path, String body, String... headers) {
        StringBuilder text = new StringBuilder("%s %s HTTP/1.1\r\nHost: tireless\r\n".formatted(method, path));
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply reply() {
        String head = line();
        Map<String, String> headers = headers();
        int status = Integer.parseInt(head.substring(9, 12));
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            StringBuilder body = new StringBuilder();
            for (String piece = chunk(); !piece.isEmpty(); piece = chunk()) {
                body.append(piece);
            }
            return new Reply(status, headers, body.toString());
        }
        return new Reply(status, headers, text(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
    }

    /** The head of a reply whose body is then read piece by piece. */
    Reply head() {
        String head = line();
        return new Reply(Integer.parseInt(head.substring(9, 12)), headers(), "");
    }

    /** The next piece of a body; empty at its end. */
    String chunk() {
        String piece = text(Integer.parseInt(line(), 16));
        line();
        return piece;
    }

    /** Reads all pieces of a body, until it ends or the server closes the connection within it. */
    void skipBody() {
        try {
            String piece = chunk();
            while (!piece.isEmpty()) {
                piece = chunk();
            }
        } catch (UncheckedIOException closed) {
            // A stream that can not go on ends so.
        }
    }

    /** Whether the server has closed the connection, once all that came before is read. */
    boolean isAtEnd() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String line() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    throw new IOException("the server closed the connection after \"" + line + "\"");
                }
                line.write(read);
            }
            return line.toString(StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(int length) {
        try {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("the server closed the connection within a body");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
