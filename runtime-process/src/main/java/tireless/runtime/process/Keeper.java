package tireless.runtime.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tireless.linux.EventLoop;
import tireless.linux.OpenFile;
import tireless.linux.Pipe;
import tireless.linux.Spawn;

/** Starts keepers: one script, written into the home, that runs one attempt each. */
final class Keeper {
    private static final int LONGEST_NEWS = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SHELL = "/bin/sh";

    private final EventLoop loop;
    private final Reaper reaper;
    private final String script;

    /** Writes the script, if this version of it is not there yet. */
    Keeper(Path home, EventLoop loop, Reaper reaper) throws IOException {
        this.loop = loop;
        this.reaper = reaper;
        this.script = install(home).toString();
    }

    private static Path install(Path home) throws IOException {
        byte[] script;
        try (InputStream resource = Keeper.class.getResourceAsStream("keeper.sh")) {
            if (resource == null) {
                throw new IOException("the keeper's script is missing from this installation");
            }
            script = resource.readAllBytes();
        }
        Path file = home.resolve("keeper-" + Home.hash(new String(script, StandardCharsets.UTF_8)) + ".sh");
        if (!Files.exists(file)) {
            Path written = Files.createTempFile(home, "keeper", ".tmp", Home.PRIVATE_FILE);
            Files.write(written, script);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** What a keeper said when its command was about to run. */
    sealed interface News {
        record Running(long pid) implements News {}

        /** It ended, or was ended, without a word. */
        record Silent() implements News {}

        /** It lives and says nothing. */
        record Late() implements News {}
    }

    /**
     * What one keeper is started with.
     *
     * @param keeperProcs the cgroup.procs that the keeper joins
     * @param workProcs those that the command joins
     */
    record Launch(
            AttemptFolder folder,
            Optional<Path> keeperProcs,
            List<Path> workProcs,
            List<String> command,
            Path workingDirectory,
            Map<String, String> environment) {}

    /**
     * Starts one, and waits until its command is about to run.
     *
     * @throws IOException if nothing was started
     */
    News start(Launch what) throws IOException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        try (Pipe pipe = Pipe.open();
                // Begun before the start: after it nothing may fail.
                var _ = loop.watch(
                        pipe.reading(), () -> answer.complete(OpenFile.read(pipe.reading(), LONGEST_NEWS)))) {
            long pid = new Spawn(words(what), what.environment(), what.workingDirectory(), pipe.writing()).start();
            reaper.takeOn(pid);
            pipe.writing().close();
            return news(answer);
        }
    }

    private List<String> words(Launch what) {
        List<String> words = new ArrayList<>(List.of(SHELL, script));
        words.add(what.folder().path().toString());
        words.add(what.keeperProcs().map(Path::toString).orElse("-"));
        what.workProcs().forEach(procs -> words.add(procs.toString()));
        words.add("--");
        words.addAll(what.command());
        return words;
    }

    private static News news(CompletableFuture<byte[]> answer) {
        try {
            byte[] bytes = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            String[] words =
                    new String(bytes, StandardCharsets.US_ASCII).strip().split(" ", -1);
            return words.length == 4 ? new News.Running(Long.parseLong(words[2])) : new News.Silent();
        } catch (TimeoutException | NumberFormatException unusual) {
            return new News.Late();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new News.Late();
        }
    }
}
