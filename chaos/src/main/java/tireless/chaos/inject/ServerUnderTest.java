package tireless.chaos.inject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tireless.api.ServerView;
import tireless.chaos.truth.Place;
import tireless.chaos.truth.Processes;
import tireless.client.ApiClient;
import tireless.client.ServerAddress;
import tireless.model.TirelessException;

/** The server of a run: started and ended by the launcher, and seen by its API and by {@code /proc}. */
public final class ServerUnderTest {
    private static final int MINUTES_OF_A_COMMAND = 5;
    private static final String GUARD = "guard, pid ";

    private final Path launcher;
    private final Place place;
    private final Map<String, String> environment;

    /**
     * @param launcher the script {@code tireless} of the checkout
     * @param more variables beside those that keep it to its place
     */
    public ServerUnderTest(Path launcher, Place place, Map<String, String> more) {
        this.launcher = launcher;
        this.place = place;
        this.environment = new TreeMap<>(more);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("TIRELESS_JAVA_HOME", System.getProperty("java.home"));
        environment.put("TIRELESS_BUILD", "never");
        environment.put("TIRELESS_HOME", place.home().toString());
        environment.put("HOME", place.root().toString());
        environment.put("XDG_RUNTIME_DIR", place.root().toString());
    }

    /** Calls the launcher and waits for its end: its exit status, and what it said. */
    public Outcome call(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("env", "--default-signal", "setsid", "--wait", launcher.toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(place.root(), "said", null);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES_OF_A_COMMAND, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String text = Files.readString(said);
        Files.delete(said);
        return new Outcome(process.waitFor(), text);
    }

    /** Has it rotate logs as early as it can, where it knows how. */
    public void rotateEarly() throws IOException, InterruptedException {
        if (call("server", "config").said().contains("rotateAt")) {
            Path file = Files.createDirectories(place.root().resolve(".config/tireless"))
                    .resolve("server.yaml");
            Files.writeString(file, "logs:\n  rotateAt: 64Ki\n");
        }
    }

    /** What a command came to. */
    public record Outcome(int status, String said) {}

    /** Asks with much patience: the server may be frozen. */
    public ApiClient api() {
        return ApiClient.of(place.home());
    }

    /** The server, if it answers at once. */
    public Optional<ServerView> view() {
        try {
            return Optional.of(new ApiClient(ServerAddress.of(place.home()), Duration.ofSeconds(10)).server());
        } catch (TirelessException notThere) {
            return Optional.empty();
        }
    }

    static OptionalLong guard(ServerView server) {
        return server.keptBy().startsWith(GUARD)
                ? OptionalLong.of(Long.parseLong(server.keptBy().substring(GUARD.length())))
                : OptionalLong.empty();
    }

    /** Whether a server, or what becomes one, lives. */
    boolean isThereAny() {
        return new Processes(place.root()).living().stream().anyMatch(found -> found.isServer() || found.isGuard());
    }
}
