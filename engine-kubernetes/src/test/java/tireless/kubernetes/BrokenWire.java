package tireless.kubernetes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.Config;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A wire to an API server that a test breaks: it answers in its place, closes connections, lets them fall silent, or takes none. What it
 * does not break it passes on. For any thread.
 */
final class BrokenWire implements AutoCloseable {
    /**
     * A request that came.
     *
     * @param at when, as time since some moment, in nanoseconds
     * @param query empty for none
     */
    record Request(long at, String method, String path, String query, String authorization) {
        boolean isWatch() {
            return query.contains("watch=true");
        }

        /** Whether it is one of a watch or of the list before it. */
        boolean isLook() {
            return isWatch()
                    || (method.equals("GET") && query.contains("labelSelector="))
                    || query.contains("fieldSelector=");
        }

        boolean is(String wanted, String plural) {
            return method.equals(wanted) && path.contains("/" + plural);
        }
    }

    /** What is said in the place of the API server. */
    sealed interface Answer {}

    /** A refusal with the words of an API server; {@code headers} are lines. */
    record Status(int code, String reason, String message, List<String> headers) implements Answer {}

    /** A watch that begins, and at once says that what it shall go on from is too old. */
    record TooOld() implements Answer {}

    private record Rule(Predicate<Request> which, Answer answer, AtomicInteger left) {
        boolean takes(Request request) {
            return which.test(request) && left.getAndDecrement() > 0;
        }
    }

    /** Both ends of what is passed on. */
    private static final class Pass {
        final Socket near;
        final Socket far;
        volatile boolean silent;

        Pass(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void close() {
            shut(near);
            shut(far);
        }
    }

    private static final long PATIENCE_SECONDS = 90;

    private final URI real;
    private final String text;
    private final SSLContext tls;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Set<Pass> passes = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    BrokenWire(Path kubeconfig) {
        try {
            Config config = Config.fromKubeconfig(kubeconfig.toFile());
            this.real = URI.create(config.getMasterUrl());
            this.text = Files.readString(kubeconfig);
            this.tls = trusting(config.getCaCertData());
            this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        threads.execute(this::listen);
    }

    private static SSLContext trusting(String certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "test",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new java.io.ByteArrayInputStream(
                                Base64.getDecoder().decode(certificate))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Writes the kubeconfig of who goes by this wire. */
    Path kubeconfig(Path file) {
        try {
            return Files.writeString(
                    file,
                    text.replaceFirst("https://127.0.0.1:[0-9]+", "http://127.0.0.1:" + listening.getLocalPort())
                            .replaceFirst(", certificate-authority-data: [^}]*", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that was asked so far. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Those of {@link #requests} that are no looks. */
    List<Request> writes() {
        return requests.stream().filter(request -> !request.isLook()).toList();
    }

    /** Waits until it was asked as often as that. */
    void untilAsked(Predicate<Request> which, int times) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (requests) {
            while (requests.stream().filter(which).count() < times) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("it was asked " + requests);
                }
                try {
                    requests.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** Answers so many requests itself; the rule that came first is asked first. */
    void answer(Predicate<Request> which, int times, Answer answer) {
        rules.add(new Rule(which, answer, new AtomicInteger(times)));
    }

    /** Closes every connection that is open. */
    void cut() {
        passes.forEach(Pass::close);
    }

    /** Passes nothing on any more of the connections that are open, and closes none. Others are as ever. */
    void fallSilent() {
        passes.forEach(pass -> pass.silent = true);
    }

    /** Closes every connection, and each that comes. */
    void goAway() {
        away = true;
        cut();
    }

    void comeBack() {
        away = false;
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                threads.execute(() -> serve(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket near) {
        try (near) {
            InputStream in = new BufferedInputStream(near.getInputStream());
            for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
                Map<String, String> headers = headers(head);
                Request request = request(head.getFirst(), headers);
                synchronized (requests) {
                    requests.add(request);
                    requests.notifyAll();
                }
                if (away) {
                    return;
                }
                Optional<Rule> rule =
                        rules.stream().filter(one -> one.takes(request)).findFirst();
                byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
                if (rule.isEmpty()) {
                    pass(near, in, head, headers, body);
                    return;
                }
                switch (rule.get().answer()) {
                    case Status status -> near.getOutputStream().write(text(status));
                    case TooOld _ -> {
                        near.getOutputStream().write(tooOld(headers.getOrDefault("sec-websocket-key", "")));
                        // Until the other side closes it.
                        in.transferTo(OutputStream.nullOutputStream());
                        return;
                    }
                }
            }
        } catch (IOException broken) {
            // It is a wire that breaks.
        }
    }

    private void pass(Socket near, InputStream in, List<String> head, Map<String, String> headers, byte[] body)
            throws IOException {
        boolean webSocket = headers.getOrDefault("upgrade", "").equalsIgnoreCase("websocket");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String line : head) {
            String name = line.split(":", 2)[0].toLowerCase(Locale.ROOT);
            if (webSocket || !Set.of("connection", "upgrade", "http2-settings").contains(name)) {
                out.writeBytes((line + "\r\n").getBytes(ISO_8859_1));
            }
        }
        out.writeBytes((webSocket ? "\r\n" : "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
        out.writeBytes(body);
        Socket far = tls.getSocketFactory().createSocket();
        far.connect(new InetSocketAddress(real.getHost(), real.getPort()), 5000);
        Pass pass = new Pass(near, far);
        passes.add(pass);
        try {
            far.getOutputStream().write(out.toByteArray());
            threads.execute(() -> copy(pass, in, far));
            copy(pass, far.getInputStream(), near);
        } finally {
            passes.remove(pass);
        }
    }

    private static void copy(Pass pass, InputStream from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (!pass.silent) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException closed) {
            // The end of both.
        }
        if (!pass.silent) {
            pass.close();
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read >= 0; read = in.read()) {
            if (read != '\n') {
                line.append((char) read);
            } else if (line.toString().isBlank()) {
                return lines;
            } else {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
        }
        return List.of();
    }

    private static Map<String, String> headers(List<String> head) {
        Map<String, String> headers = new HashMap<>();
        head.stream()
                .skip(1)
                .map(line -> line.split(":", 2))
                .forEach(pair -> headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip()));
        return headers;
    }

    private static Request request(String line, Map<String, String> headers) {
        String[] words = line.split(" ", 3);
        URI uri = URI.create(words[1]);
        return new Request(
                System.nanoTime(),
                words[0],
                uri.getPath(),
                Optional.ofNullable(uri.getQuery()).orElse(""),
                headers.getOrDefault("authorization", ""));
    }

    private static byte[] text(Status status) {
        byte[] body =
                """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"%s","reason":"%s","code":%d}""".formatted(status.message(), status.reason(), status.code()).getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
                                .formatted(status.code(), status.reason(), body.length)
                        + String.join(
                                "",
                                status.headers().stream()
                                        .map(header -> header + "\r\n")
                                        .toList())
                        + "\r\n")
                .getBytes(ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** The beginning of a web socket (RFC 6455), and one text in it. */
    private static byte[] tooOld(String key) {
        byte[] event = """
                {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
                "message":"too old resource version","reason":"Expired","code":410}}""".getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            String accept = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(UTF_8)));
            out.writeBytes(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                    + accept + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        out.write(0x81);
        out.write(126);
        out.write(event.length >> 8);
        out.write(event.length);
        out.writeBytes(event);
        return out.toByteArray();
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        threads.shutdownNow();
    }
}
