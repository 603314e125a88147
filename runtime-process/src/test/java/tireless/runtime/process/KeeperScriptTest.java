package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.linux.Pidfd;
import tireless.linux.Pipe;
import tireless.linux.Spawn;
import tireless.model.Signal;

/** The keeper's script and its orders, in the shells that are {@code /bin/sh} somewhere. */
class KeeperScriptTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private record Ended(int status, String news) {}

    private Path script() throws IOException {
        try (InputStream resource = Keepers.class.getResourceAsStream("keeper.sh")) {
            return Files.write(folder.resolve("keeper.sh"), resource.readAllBytes());
        }
    }

    private Ended keep(String shell, byte[] order) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(shell.split(" ", -1)));
        assumeTrue(Files.isExecutable(Path.of(words.getFirst())), shell + " is not installed");
        words.add(script().toString());
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        Process keeper = builder.start();
        try (OutputStream orders = keeper.getOutputStream()) {
            orders.write(order);
        }
        String news = new String(keeper.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(keeper.waitFor(), news);
    }

    private AttemptFolder attempt(String name) throws IOException {
        AttemptFolder attempt = new AttemptFolder(folder.resolve(name));
        attempt.make();
        return attempt;
    }

    /** All that a keeper reads. */
    private static byte[] order(AttemptFolder attempt, Map<String, String> environment, String... command) {
        KeeperOrder order =
                new KeeperOrder(attempt, List.of(), List.of(command), attempt.path(), new TreeMap<>(environment));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(KeeperOrder.place(Optional.empty()));
        all.writeBytes(order.script());
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/usr/bin/dash", "/usr/bin/bash --posix", "/usr/bin/busybox sh"})
    void theCommandHasItsWordsItsFolderAndItsEnvironmentAndNothingElse(String shell) throws Exception {
        AttemptFolder attempt = attempt("it's 1 \"$HOME\" Ё");
        Map<String, String> environment = new TreeMap<>(Map.of(
                "PATH", "/usr/bin:/bin",
                "PWD", attempt.path().toString(),
                "QUOTES", "it's \"$HOME\" `id` \\ 'x' \\",
                "LINES", "one\n\ntwo\n",
                "EMPTY", "",
                "UNICODE", "Ёжик ü \u0081 \u0088 😀",
                "IFS", "/",
                "OLDPWD", "/kept",
                "SHLVL", "7"));
        environment.put("CDPATH", "/usr");
        String print = "print0() { printf '%s\\0' \"$@\"; }; print0 \"$@\"; pwd -P; cat; cat /proc/$$/environ";
        Ended ended =
                keep(shell, order(attempt, environment, "/bin/sh", "-c", print, "name", "a b", "", "'", "*", "é"));
        assertThat(ended.status()).isZero();
        assertThat(attempt.exit()).isEqualTo(OptionalInt.of(0));
        assertThat(ended.news()).isEqualTo("%s %s\n".formatted(words(attempt.keeper()), words(attempt.main())));
        List<String> output = Arrays.asList(Files.readString(attempt.log()).split("\0", -1));
        assertThat(output.subList(0, 5)).containsExactly("a b", "", "'", "*", "é");
        Map<String, String> seen = new TreeMap<>();
        String rest = String.join("\0", output.subList(5, output.size()));
        String place = attempt.path().toRealPath() + "\n";
        assertThat(rest).startsWith(place);
        for (String variable : rest.substring(place.length()).split("\0", -1)) {
            int equals = variable.indexOf('=');
            // Some shells tell a command its own path in this one.
            if (equals > 0 && !variable.startsWith("_=")) {
                seen.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        assertThat(seen).isEqualTo(environment);
    }

    private static String words(Optional<ProcessIdentity> identity) {
        return identity.orElseThrow().pid() + " " + identity.orElseThrow().startTicks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/usr/bin/bash --posix", "/usr/bin/busybox sh"})
    void aVariableThatTheShellKeepsForItselfHindersNothing(String shell) throws Exception {
        AttemptFolder attempt = attempt("1");
        Map<String, String> environment = Map.of("UID", "4711", "PPID", "1", "OPTIND", "x", "Z", "last");
        keep(shell, order(attempt, environment, "/usr/bin/printenv", "Z"));
        assertThat(attempt.log()).hasContent("last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/usr/bin/bash --posix", "/usr/bin/busybox sh"})
    void anOrderThatIsCutOffHasNoEffect(String shell) throws Exception {
        AttemptFolder attempt = attempt("1");
        byte[] whole = order(attempt, Map.of("A", "it's"), "/bin/sh", "-c", ": >ran");
        for (int length = 0; length < whole.length - 1; length++) {
            assertThat(keep(shell, Arrays.copyOf(whole, length)).status()).isPositive();
        }
        assertThat(attempt.path().resolve("claim")).doesNotExist();
        assertThat(keep(shell, whole).status()).isZero();
        assertThat(attempt.path().resolve("ran")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/usr/bin/dash", "/usr/bin/bash --posix", "/usr/bin/busybox sh"})
    void thatNobodyIsLeftToHearOfTheStartIsNotInTheLogOfTheWorker(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell.split(" ", -1)[0])), shell + " is not installed");
        AttemptFolder attempt = attempt("1");
        Path order = Files.write(folder.resolve("order"), order(attempt, Map.of(), "/bin/echo", "begun"));
        String unheard = "{ trap : PIPE; while echo; do :; done; exec %s '%s' < <(cat '%s'); } 2>/dev/null | :"
                .formatted(shell, script(), order);

        new ProcessBuilder("/bin/bash", "-c", unheard).start().waitFor();

        assertThat(attempt.exit()).isEqualTo(OptionalInt.of(0));
        assertThat(attempt.log()).hasContent("begun");
    }

    /** A keeper that waits with its child. */
    private Process waiting(String shell) throws IOException {
        List<String> words = new ArrayList<>(Arrays.asList(shell.split(" ", -1)));
        assumeTrue(Files.isExecutable(Path.of(words.getFirst())), shell + " is not installed");
        words.add(script().toString());
        Process keeper = new ProcessBuilder(words).start();
        keeper.getOutputStream().write(KeeperOrder.place(Optional.empty()));
        keeper.getOutputStream().flush();
        return keeper;
    }

    private static ProcessHandle child(ProcessHandle keeper) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            while (true) {
                Optional<ProcessHandle> child = keeper.children().findFirst();
                if (child.isPresent()) {
                    return child.get();
                }
            }
        });
    }

    /** By pipes of our own: Java closes those of a process that is over. */
    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/usr/bin/bash --posix", "/usr/bin/busybox sh"})
    void anOrderThatTheChildOfAKilledKeeperReadsHasNoEffect(String shell) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(shell.split(" ", -1)));
        assumeTrue(Files.isExecutable(Path.of(words.getFirst())), shell + " is not installed");
        words.add(script().toString());
        AttemptFolder attempt = attempt("1");
        try (Pipe orders = Pipe.open();
                Pipe news = Pipe.open()) {
            long pid = new Spawn(words, orders.reading(), news.writing()).start();
            try (Pidfd keeper = Pidfd.open(pid).orElseThrow()) {
                byte[] whole = order(attempt, Map.of(), "/bin/sh", "-c", ": >ran");
                int read = KeeperOrder.place(Optional.empty()).length;
                orders.write(Arrays.copyOf(whole, read), PATIENCE);
                ProcessHandle child = child(ProcessHandle.of(pid).orElseThrow());
                keeper.send(Signal.KILL);
                assertThat(keeper.awaitEnd(PATIENCE)).isTrue();
                orders.write(Arrays.copyOfRange(whole, read, whole.length), PATIENCE);
                orders.writing().close();
                child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                keeper.reap();
            }
        }
        assertThat(attempt.path().resolve("claim")).doesNotExist();
        assertThat(attempt.path().resolve("ran")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/usr/bin/bash --posix", "/usr/bin/busybox sh"})
    void aKeeperWhoseChildIsKilledBeforeTheOrderEndsWithoutOne(String shell) throws Exception {
        Process keeper = waiting(shell);
        child(keeper.toHandle()).destroyForcibly();
        assertThat(keeper.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(keeper.exitValue()).isEqualTo(137);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/usr/bin/dash", "/usr/bin/bash --posix", "/usr/bin/busybox sh"})
    void theCommandHasNoDescriptorOfTheKeeper(String shell) throws Exception {
        AttemptFolder attempt = attempt("1");
        keep(shell, order(attempt, Map.of(), "/bin/ls", "/proc/self/fd"));
        assertThat(attempt.log()).hasContent("0\n1\n2\n3");
    }
}
