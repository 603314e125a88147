package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets from the manifest to the worker, and nowhere else. */
class SecretsTest extends AcceptanceTest {
    private static final String FIRST = "first-of-vAlues-1b9d";
    private static final String SECOND = "second-of-vAlues-77c2";
    private static final String FILE = "vAlue-of-a-file-e01f";
    private static final String LOCK = Base64.getEncoder().encodeToString(new byte[32]);

    private final List<String> said = new ArrayList<>();

    @AfterEach
    void stopAll() {
        sandbox.start("server", "stop", "--workers").awaitStatus();
    }

    private Outcome call(String... arguments) {
        Outcome outcome = sandbox.call(arguments);
        said.add(outcome.said());
        return outcome;
    }

    private String succeeds(String... arguments) {
        Outcome outcome = call(arguments);
        assertThat(outcome.status()).as(outcome.said()).isZero();
        return outcome.out();
    }

    private Path secret(String value) {
        sandbox.file("cert.pem", FILE);
        return sandbox.file(
                "door.yaml",
                "name: door\nversion: v1\ntype: secret\nsecret:\n  type: key-value\n  acl: r\n  data: {code: %s}\n  files: {cert: cert.pem}\n"
                        .formatted(value));
    }

    /** Writes sums of what it was given, and its environment's names, into files of its own name. */
    private Path user(String name, String secret) {
        String shell =
                "env | cut -d= -f1 > %1$s.names; printenv code | sha256sum > %1$s.new; mv %1$s.new %1$s.sum; exec sleep 1000"
                        .formatted(name);
        Path worker = sandbox.worker(name, shell);
        sandbox.edit(worker, "  tireless:", "  dataosSecrets: [{name: %s}]\n  tireless:".formatted(secret));
        return worker;
    }

    private void awaitSum(String name, String value) {
        String sum = sandbox.startWords(List.of("sh", "-c", "echo " + value + " | sha256sum"))
                .awaitOutcome()
                .out();
        Path file = sandbox.place().resolve(name + ".sum");
        Waiting.until(
                sandbox.place(), () -> Files.exists(file) && text(file).strip().equals(sum.strip()));
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> spellings() {
        return Stream.of(FIRST, SECOND, FILE)
                .flatMap(value ->
                        Stream.of(value, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    private static void assertClean(String where, String text) {
        spellings().forEach(value -> assertThat(text.contains(value)).as(where).isFalse());
    }

    /** Everything in the sandbox but what the test has written itself. */
    private void assertNothingIsWritten() {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(sandbox.place())) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("door.yaml|cert.pem"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(files).hasSizeGreaterThan(8).anyMatch(file -> file.endsWith("tireless.db"));
        files.forEach(file -> assertClean(file.toString(), text(file)));
    }

    private static void assertNoCommandLineHasOne() {
        List<Path> processes;
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            processes = all.filter(process -> process.getFileName().toString().matches("\\d+"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path process : processes) {
            try {
                assertClean(process.toString(), text(process.resolve("cmdline")));
            } catch (UncheckedIOException _) {
                // It has ended meanwhile.
            }
        }
    }

    @Test
    void noValueIsInAnythingThatIsWrittenOrSaid() {
        succeeds("server", "start");
        succeeds(
                "apply",
                "-f",
                secret(FIRST).toString(),
                "-f",
                user("uses", "door").toString());
        awaitSum("uses", FIRST);
        assertNoCommandLineHasOne();
        String door = secret(SECOND).toString();
        assertThat(succeeds("plan", "-f", door))
                .contains("secret.data.code: '**** ", "worker public/uses: run.secrets[0].fingerprint: ")
                .doesNotContain("secret.data.cert");
        succeeds("apply", "-f", door);
        awaitSum("uses", SECOND);
        for (String line : List.of(
                "get",
                "get -o json",
                "get secret/door -o yaml",
                "describe secret/door",
                "describe secret/door -o json",
                "history secret/door",
                "history secret/door -o json",
                "diff secret/door",
                "describe uses",
                "logs uses",
                "events",
                "top --once",
                "secret rotate-key",
                "rollback secret/door",
                "backup",
                "doctor",
                "lint " + door)) {
            succeeds(line.split(" "));
        }
        awaitSum("uses", FIRST);
        call("delete", "secret/door");
        call(
                "apply",
                "-f",
                sandbox.file("bad.yaml", text(Path.of(door)).replace("acl: r", "acl: x"))
                        .toString());
        sandbox.file("bad.yaml", "");
        assertThat(succeeds("delete", "--force", "--yes", "secret/door")).contains("worker public/uses");
        succeeds("undelete", "secret/door");
        awaitSum("uses", FIRST);
        succeeds("server", "stop");
        assertNothingIsWritten();
        // The workers live on, and are stopped by the next server.
        succeeds("server", "start");
        said.forEach(text -> assertClean("output", text));
    }

    @Test
    void theValuesAreShownToWhoAsksForThem() {
        succeeds("server", "start");
        succeeds("apply", "-f", secret(FIRST).toString());
        assertThat(succeeds("get", "secret/door", "--unSanitize"))
                .contains("secret public/door:\n  cert: " + FILE + "\n  code: " + FIRST);
        assertThat(succeeds("get", "secret/door", "--unSanitize", "-o", "json")).contains(FIRST);
    }

    @Test
    void whatWaitsForASecretStartsWhenItComes() {
        succeeds("server", "start");
        Outcome applied = call("apply", "-f", user("uses", "door").toString());
        assertThat(applied.status()).isZero();
        assertThat(applied.err())
                .contains("warning: there is no secret `door`, neither in the workspace `public` nor of the instance");
        assertThat(succeeds("describe", "uses")).contains("there is no secret `door`");
        succeeds("apply", "-f", secret(FIRST).toString());
        awaitSum("uses", FIRST);
    }

    @Test
    void aLostKeyCostsOnlyThoseWhoNeedItAndComesBack() throws IOException {
        succeeds("server", "start");
        succeeds(
                "apply",
                "-f",
                secret(FIRST).toString(),
                "-f",
                user("uses", "door").toString());
        awaitSum("uses", FIRST);
        succeeds("server", "stop", "--workers");
        Path key = sandbox.home().resolve("secret.key");
        Path aside = sandbox.place().resolve("aside.key");
        Files.move(key, aside);
        Files.delete(sandbox.place().resolve("uses.sum"));
        succeeds("server", "start");
        succeeds(
                "apply",
                "-f",
                sandbox.worker("plain", "touch plain.runs; exec sleep 1000").toString());
        Waiting.forFile(sandbox.place().resolve("plain.runs"));
        String lost = "the key of the secrets, %s, is not there: put it back".formatted(key);
        Outcome doctor = call("doctor");
        assertThat(doctor.status()).isEqualTo(1);
        assertThat(doctor.out()).contains(lost);
        assertThat(succeeds("describe", "uses")).contains(lost);
        assertThat(call("apply", "-f", secret(SECOND).toString()).err()).contains(lost);
        assertThat(sandbox.place().resolve("uses.sum")).doesNotExist();
        Files.move(aside, key);
        succeeds("restart", "uses");
        awaitSum("uses", FIRST);
        assertThat(succeeds("doctor")).contains("secrets        the values of 1 revision");
    }

    @Test
    void withAKeyOfTheEnvironmentTheHomeAloneIsNotEnough() {
        sandbox.with("TIRELESS_SECRET_KEY", LOCK);
        succeeds("server", "start");
        succeeds(
                "apply",
                "-f",
                secret(FIRST).toString(),
                "-f",
                user("uses", "door").toString());
        awaitSum("uses", FIRST);
        assertThat(text(sandbox.place().resolve("uses.names")))
                .contains("code\n")
                .doesNotContain("TIRELESS_SECRET_KEY");
        assertThat(text(sandbox.home().resolve("secret.key"))).contains("\"locked\":true");
        succeeds("server", "stop", "--workers");
        sandbox.without("TIRELESS_SECRET_KEY");
        assertThat(succeeds("doctor")).contains("their key is locked, and TIRELESS_SECRET_KEY is not set here");
        Outcome started = call("server", "start");
        assertThat(started.status())
                .as("workers without secrets run all the same")
                .isZero();
        assertThat(started.err())
                .contains("warning: the key of the secrets, ", "is locked, and TIRELESS_SECRET_KEY is not set");
        assertThat(call("get", "secret/door", "--unSanitize").err())
                .contains("is locked, and TIRELESS_SECRET_KEY is not set");
    }

    @Test
    void aKeyThatOthersCouldReadIsClosedToThemAndThatIsSaid() throws IOException {
        succeeds("server", "start");
        succeeds("apply", "-f", secret(FIRST).toString());
        assertThat(succeeds("doctor")).doesNotContain("other accounts may read");
        Path key = sandbox.home().resolve("secret.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(succeeds("doctor")).contains("other accounts may read their key, " + key, "chmod 600");
        succeeds("server", "stop");
        assertThat(call("server", "start").err()).contains("warning: other accounts could read the key of the secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        succeeds("server", "stop");
        assertThat(call("server", "start").err()).isEmpty();
    }

    @Test
    void aKeyThatIsLostForGoodIsGivenUpByOneCommandAndWhatIsAppliedAgainIsNeverLost() throws IOException {
        succeeds("server", "start");
        String door = secret(FIRST).toString();
        succeeds("apply", "-f", door, "-f", user("uses", "door").toString());
        awaitSum("uses", FIRST);
        succeeds("server", "stop", "--workers");
        Files.writeString(sandbox.home().resolve("secret.key"), "");
        Files.delete(sandbox.place().resolve("uses.sum"));
        assertThat(call("server", "start").err()).contains("`tireless secret rotate-key --lost`");
        assertThat(call("doctor").out()).contains("`tireless secret rotate-key --lost`");
        assertThat(call("secret", "rotate-key").err()).contains("no key was changed", "--lost");
        assertThat(succeeds("secret", "rotate-key", "--lost"))
                .contains("what it held is kept as ", "secret.key.aside-1", "secret public/door (revision 1)");
        succeeds("apply", "-f", door);
        awaitSum("uses", FIRST);
        for (String rotation : List.of("secret rotate-key", "secret rotate-key --lost")) {
            assertThat(succeeds(rotation.split(" ")))
                    .contains("the values of 1 revision have a new key")
                    .contains("not read of older revisions, and left as they were: secret public/door (revision 1)");
            assertThat(succeeds("get", "secret/door", "--unSanitize")).contains(FIRST);
        }
        assertThat(succeeds("doctor"))
                .contains(
                        "the values of 1 revision can be read, and of older ones not those of secret public/door (revision 1)");
        assertThat(call("rollback", "secret/door", "--to", "1").err())
                .contains("the values of secret public/door are encrypted with another key than ");
    }

    @Test
    void aServerThatIsKilledWhileTheKeyIsChangedLosesNothing() {
        succeeds("server", "start");
        for (int i = 0; i < 30; i++) {
            succeeds("apply", "-f", secret(FIRST + i).toString());
        }
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 6; round++) {
            TirelessProcess rotation = sandbox.start("secret", "rotate-key");
            String pause = "sleep 0.%03d; kill -9 $(cat state/server.pid)".formatted(250 + random.nextInt(400));
            sandbox.startWords(List.of("sh", "-c", pause)).awaitStatus();
            rotation.awaitStatus();
            assertThat(succeeds("get", "secret/door", "--unSanitize")).contains(FIRST + 29);
        }
        succeeds("rollback", "secret/door", "--to", "3");
        assertThat(succeeds("get", "secret/door", "--unSanitize")).contains("code: " + FIRST + "2");
        assertThat(succeeds("doctor")).contains("the values of 31 revisions can be read");
    }

    @Test
    void aRunUsesTheSecretsOfItsFiles() {
        TirelessProcess run = sandbox.start(
                "run", secret(FIRST).toString(), user("uses", "door").toString());
        awaitSum("uses", FIRST);
        run.interrupt();
        Outcome outcome = run.awaitOutcome();
        assertThat(outcome.status()).as(outcome.said()).isZero();
        assertClean("output", outcome.said());
        assertNothingIsWritten();
        assertThat(sandbox.place().resolve("state/secret.key")).doesNotExist();
    }
}
