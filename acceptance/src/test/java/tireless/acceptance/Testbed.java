package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Kubernetes API server whose pods only seem to run; see the README of {@code kube-testbed}. */
final class Testbed implements AutoCloseable {
    private static final Pattern UID = Pattern.compile("\"uid\": *\"([-0-9a-f]{36})\"");

    private final Path folder;
    private final Sandbox sandbox;

    /** Starts one, in some seconds once it is built; it ends with this JVM at the latest. */
    Testbed(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.folder = sandbox.place().resolve("bed");
        call(
                "up",
                folder.toString(),
                "--with",
                Long.toString(ProcessHandle.current().pid()));
    }

    private static void call(String script, String... arguments) {
        List<String> words = new ArrayList<>(
                List.of(Checkout.ROOT.resolve("kube-testbed").resolve(script).toString()));
        words.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a node that runs pods, which fails where the machine has not all that it needs. Pods have to ask for it. */
    void addNode() {
        call("kubelet", folder.toString());
    }

    /**
     * Gives that node an image.
     *
     * @param root the folder that is the root in it
     */
    void image(String name, Path root) {
        call("kubelet", folder.toString(), "image", name, root.toString());
    }

    /** Gives that node the images of an archive. */
    void load(Path archive) {
        call("kubelet", folder.toString(), "load", archive.toString());
    }

    /** Who has it may do everything. */
    Path kubeconfig() {
        return folder.resolve("admin.kubeconfig");
    }

    /** The answer of the API server to a GET. */
    String get(String path) {
        return sandbox.startWords(List.of(
                        "curl",
                        "--silent",
                        "--insecure",
                        "--header",
                        "Authorization: Bearer " + first("token"),
                        first("server") + path))
                .awaitOutcome()
                .out();
    }

    /** The first value of this name in the kubeconfig, which is of one line or of several. */
    private String first(String name) {
        try {
            Matcher matcher = Pattern.compile(name + ": *\"?([^\"\\s,}]+)").matcher(Files.readString(kubeconfig()));
            assertThat(matcher.find()).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the first run of a pod's container have printed a line. */
    void print(String namespace, String pod, String line) {
        try {
            Path log = folder.resolve("pod-logs").resolve("%s_%s_%s".formatted(namespace, pod, uid(namespace, pod)));
            Files.createDirectories(log.resolve("main"));
            Files.writeString(
                    log.resolve("main").resolve("0.log"),
                    "2026-01-01T00:00:00.000000000Z stdout F %s%n".formatted(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a pod that is there. */
    String uid(String namespace, String pod) {
        Matcher uid = UID.matcher(get("/api/v1/namespaces/%s/pods/%s".formatted(namespace, pod)));
        // Its own is the first; its owner's comes later.
        assertThat(uid.find()).isTrue();
        return uid.group(1);
    }

    @Override
    public void close() {
        call("down", folder.toString());
    }
}
