package tireless.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of the relay, made ready for its runtime to map into memory ("class data sharing"): it starts in half the time and takes a third less memory of its own. Which classes these
 * are is seen in a run of it.
 */
final class RelayArchive {
    /** In the image, from where it is started. */
    static final String FILE = "lib/relay.jsa";

    private static final List<String> MODULES = List.of("linux", "model", "relay", "signal", "throughput");

    private final Path home;

    /** @param home the folder in which the runtime and the jars are */
    RelayArchive(Path home) {
        this.home = home;
    }

    /** The jars that the relay needs, as it is told them. */
    static String classPath(Path lib) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.list(lib)) {
                jars.add(files.map(file -> file.getFileName().toString())
                        .filter(name -> name.matches(module + "-\\d.*\\.jar"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("there is no jar of %s in %s".formatted(module, lib))));
            }
        }
        return jars.stream().map(jar -> "lib/" + jar).collect(Collectors.joining(":"));
    }

    void dump() throws IOException, InterruptedException {
        Path classes = Files.createTempFile("relay", ".classes");
        Path socket = Files.createTempFile("relay", ".socket");
        try {
            run(classes, socket);
            Files.write(classes, sameEachTime(Files.readAllLines(classes)));
            List<String> words = command("-XX:SharedClassListFile=" + classes, "-Xshare:dump");
            Command.run(home, words);
        } finally {
            Files.deleteIfExists(classes);
            Files.deleteIfExists(socket);
        }
        if (!Files.exists(home.resolve(FILE))) {
            throw new IOException("the runtime made no archive of the relay's classes");
        }
    }

    /** Without what depends on how far and in which order the threads of that run came. */
    private static SortedSet<String> sameEachTime(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("#") && !line.startsWith("@cp "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> command(String... flags) {
        List<String> words =
                new ArrayList<>(List.of(home.resolve("runtime/bin/java").toString()));
        words.addAll(List.of(flags));
        words.add("@relay");
        return words;
    }

    /** Has a relay hear in each way once. */
    private void run(Path classes, Path socket) throws IOException, InterruptedException {
        int otlp;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            otlp = free.getLocalPort();
        }
        try (ServerSocket page = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process relay = Command.start(
                    home,
                    command("-Xshare:off", "-XX:DumpLoadedClassList=" + classes),
                    Map.of(
                            "TIRELESS_RELAY_SOCKET",
                            socket.toString(),
                            "TIRELESS_RELAY_OTLP_PORT",
                            Integer.toString(otlp),
                            "TIRELESS_RELAY_PAGE_PORT",
                            Integer.toString(page.getLocalPort())));
            try (BufferedReader lines = relay.inputReader(StandardCharsets.UTF_8)) {
                String first = lines.readLine();
                if (first == null || !first.startsWith("tireless-relay 1 ")) {
                    throw new IOException("the relay does not start: " + first);
                }
                export(otlp);
                try (var asked = page.accept()) {
                    asked.getOutputStream()
                            .write("HTTP/1.0 200 OK\r\n\r\ntireless_processed_total 1\n"
                                    .getBytes(StandardCharsets.UTF_8));
                }
                String line = lines.readLine();
                while (line != null && !line.contains("looked=")) {
                    line = lines.readLine();
                }
                relay.toHandle().destroy();
                relay.waitFor();
            } finally {
                relay.destroyForcibly();
            }
        }
    }

    private static void export(int port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:%d/v1/metrics".formatted(port))
                .toURL()
                .openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-protobuf");
        connection.getOutputStream().close();
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("the relay takes in no export: " + connection.getResponseCode());
        }
    }
}
