package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.client.ApiClient;

/** A place with homes of its own, in which the launcher is started without anything of the caller's environment. */
final class Sandbox {
    private static final Duration UNTIL_NONE_IS_LEFT = Duration.ofSeconds(20);

    private final Path place;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<TirelessProcess> started = new ArrayList<>();

    Sandbox(Path place) {
        this.place = place;
        environment.put("PATH", System.getenv("PATH"));
        environment.put("TIRELESS_JAVA_HOME", Checkout.JDK.toString());
        environment.put("TIRELESS_BUILD", "never");
        // The cache of one start would be trained while the next is measured.
        environment.put("TIRELESS_AOT", "off");
        environment.put("TERM", "dumb");
        Map.of("HOME", "h", "TIRELESS_HOME", "state", "XDG_RUNTIME_DIR", "r")
                .forEach((name, folder) -> environment.put(name, folder(folder).toString()));
    }

    Path place() {
        return place;
    }

    Path home() {
        return place.resolve("state");
    }

    /** Makes a folder of this place. */
    Path folder(String name) {
        try {
            return Files.createDirectories(place.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a variable of what is started from now on. */
    Sandbox with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Sandbox without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** A copy of an example: its manifest. */
    Path example(String name) {
        Checkout.copyExample(name, place.resolve(name));
        return place.resolve(name).resolve("worker.yaml");
    }

    /** Writes a file. */
    Path file(String name, String text) {
        try {
            return Files.writeString(place.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces what a file holds at one place. */
    void edit(Path file, String old, String young) {
        try {
            String text = Files.readString(file);
            if (!text.contains(old)) {
                throw new AssertionError(file + " does not hold " + old);
            }
            Files.writeString(file, text.replace(old, young));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a symbolic link. */
    Path link(String name, Path target) {
        try {
            return Files.createSymbolicLink(place.resolve(name), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that may be executed. */
    Path script(String name, String text) {
        Path file = file(name, "#!/bin/sh\n" + text);
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError("cannot make " + file + " executable");
        }
        return file;
    }

    /** Writes the manifest of a worker that runs a line of shell. */
    Path worker(String name, String shell) {
        return file(name + ".yaml", Manifests.worker(name, shell));
    }

    TirelessProcess start(String... arguments) {
        return start(Checkout.LAUNCHER, arguments);
    }

    TirelessProcess start(Path launcher, String... arguments) {
        List<String> words = new ArrayList<>(List.of(launcher.toString()));
        words.addAll(List.of(arguments));
        return startWords(words);
    }

    /** Starts any command as if it were the launcher. */
    TirelessProcess startWords(List<String> words) {
        // A build in the background ignores signals, and would pass that on.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal", "setsid"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            TirelessProcess process = new TirelessProcess(builder.start());
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TirelessProcess run(Path manifest) {
        return start("run", manifest.toString());
    }

    /** Starts the launcher in a terminal of its own, which {@code script} holds. */
    TirelessProcess inTerminal(String... arguments) {
        StringBuilder line = new StringBuilder("exec ").append(quoted(Checkout.LAUNCHER.toString()));
        List.of(arguments).forEach(word -> line.append(' ').append(quoted(word)));
        return startWords(List.of("script", "-qefc", line.toString(), "/dev/null"));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Runs a command to its end, which must be a good one. */
    Outcome succeeds(String... arguments) {
        Outcome outcome = call(arguments);
        assertThat(outcome.status()).as(outcome.said()).isZero();
        return outcome;
    }

    /** What the server says of the replicas of a worker in the usual workspace. */
    List<ReplicaView> replicas(String worker) {
        return ApiClient.of(home())
                .resource(new ResourceRef("worker", "public", worker))
                .observed();
    }

    /** Of a worker that has one. */
    ReplicaView replica(String worker) {
        return replicas(worker).getFirst();
    }

    /** Runs a command to its end. */
    Outcome call(String... arguments) {
        return callWith("", arguments);
    }

    /** The same, with a text on its standard input. */
    Outcome callWith(String input, String... arguments) {
        TirelessProcess process = start(arguments);
        process.type(input);
        process.closeInput();
        return process.awaitOutcome();
    }

    /**
     * Leaves the test out, visibly, where the machine lacks something.
     *
     * @param command ends with 0 where it is there
     */
    void needs(String what, String... command) {
        assumeThat(startWords(List.of(command)).awaitStatus())
                .as("needs " + what)
                .isZero();
    }

    Traces traces() {
        return new Traces(place);
    }

    /** What a test has left running is killed, as {@code kill -9} does it; all that belongs to it must go then, too. */
    void assertNothingRunsAfterAKill() {
        started.stream().filter(TirelessProcess::isAlive).forEach(TirelessProcess::kill);
        assertNothingRuns();
    }

    /** What was started here is gone, or goes within the seconds that a stop may take. */
    void assertNothingRuns() {
        traces().awaitNone(UNTIL_NONE_IS_LEFT);
    }
}
