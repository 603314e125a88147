package tireless.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tireless.trigger.rig.KafkaServer;
import tireless.trigger.rig.PostgresServer;
import tireless.trigger.rig.RedisServer;
import tireless.trigger.rig.ServerProcess;

/** Runs the examples that are scaled on real servers, and has {@code tireless plot} draw how it went with them. */
final class Pictures implements AutoCloseable {
    private static final String FIGURES = "backlog,ready,replicas,perSecond";

    private final Path place = ServerProcess.folder("pictures");
    private final Sandbox sandbox = new Sandbox(place);
    private final Path pictures;

    private Pictures(Path pictures) {
        this.pictures = pictures;
    }

    /** @param arguments the folder of the pictures, and which to draw; all without any */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        List<String> wanted = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : List.of("redis-burst", "kafka-windows");
        for (String example : wanted) {
            try (Pictures pictures = new Pictures(folder)) {
                switch (example) {
                    case "redis-burst" -> pictures.redisBurst();
                    case "kafka-windows" -> pictures.kafkaWindows();
                    default -> throw new IllegalArgumentException("there is no picture of " + example);
                }
            }
        }
    }

    private void redisBurst() {
        String port = String.valueOf(RedisServer.shared().port());
        sandbox.with("REDIS_PORT", port);
        Instant begin = apply(sandbox.example("redis-burst"), "orders");
        List.of(1_000, 100).forEach(items -> {
            List<String> words = new ArrayList<>(List.of("redis-cli", "-p", port, "LPUSH", "orders"));
            IntStream.range(0, items).forEach(item -> words.add(String.valueOf(item)));
            done(sandbox.startWords(words).awaitOutcome());
            comeAndGo("orders");
        });
        draw("redis-burst", "orders", begin);
    }

    private void kafkaWindows() {
        sandbox.with("KAFKA", KafkaServer.shared().address())
                .with("DATABASE", PostgresServer.shared().jdbc())
                .with("PATH", Checkout.JDK.resolve("bin") + ":" + System.getenv("PATH"));
        Path manifest = sandbox.example("kafka-windows");
        Path folder = manifest.getParent();
        ServerProcess.run(
                Map.of("JAVA_HOME", Checkout.JDK.toString()),
                List.of("mvn", "-q", "-B", "-f", folder.resolve("pom.xml").toString(), "package"));
        Instant begin = apply(manifest, "windows");
        for (int payments : List.of(6_000, 300)) {
            done(sandbox.startWords(List.of(
                            "java",
                            "-cp",
                            folder.resolve("target/windows.jar").toString(),
                            "windows.Fill",
                            String.valueOf(payments)))
                    .awaitOutcome());
            comeAndGo("windows");
        }
        draw("kafka-windows", "windows", begin);
    }

    private Instant apply(Path manifest, String worker) {
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        Instant begin = Instant.now();
        System.out.println(worker + " is applied");
        return begin;
    }

    private void comeAndGo(String worker) {
        Waiting.until(sandbox.home(), () -> !sandbox.replicas(worker).isEmpty());
        Waiting.until(sandbox.home(), () -> sandbox.replicas(worker).isEmpty());
    }

    private void draw(String picture, String worker, Instant begin) {
        Path file = pictures.resolve(picture + ".svg");
        sandbox.succeeds(
                "plot", "worker", worker, "--since", begin.toString(), "--figures", FIGURES, "--svg", file.toString());
        System.out.println(sandbox.succeeds("explain", worker).out());
        System.out.println(file);
    }

    private static void done(Outcome outcome) {
        if (outcome.status() != 0) {
            throw new IllegalStateException(outcome.said());
        }
    }

    @Override
    public void close() {
        sandbox.call("server", "stop", "--workers");
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
