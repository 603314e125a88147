package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.api.ResourceRef;
import tireless.client.ApiClient;

/** A store that is damaged, and what brings back what was desired. */
class ServerDamageTest extends AcceptanceTest {
    private static final ResourceRef ONE = new ResourceRef("worker", "public", "one");
    private static final ResourceRef TWO = new ResourceRef("worker", "public", "two");

    private Path database;

    @BeforeEach
    void start() {
        database = sandbox.home().resolve("tireless.db");
        done("server", "start");
        apply("one");
        apply("two");
    }

    @AfterEach
    void stop() {
        // One that does not start can not be asked to stop what runs.
        sandbox.call("server", "stop");
        try {
            Files.deleteIfExists(database);
            Files.deleteIfExists(database.resolveSibling("tireless.db-wal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sandbox.call("server", "start");
        sandbox.call("server", "stop", "--workers");
    }

    @Test
    void aDamagedStoreIsRefusedAndWhatRunsGoesOnUntilABackupIsRestored() throws IOException {
        Path backup = sandbox.place().resolve("copy.db");
        assertThat(done("backup", backup.toString()).out()).matches("backup " + backup + ": \\d+ kB; 3 resources.*");
        assertThat(sandbox.call("backup", backup.toString()).err()).contains("exists already", "--force");
        done("backup", "--force", backup.toString());
        long one = pid(ONE);
        long two = pid(TWO);
        assertThat(sandbox.call("restore", backup.toString()).err()).contains("runs on", "tireless server stop");
        done("server", "stop");
        damage("exec sleep 1000 # two", "exec sleep 9000 # two");
        byte[] damaged = Files.readAllBytes(database);

        Outcome refused = sandbox.call("server", "start");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains(database + " is damaged", "worker public/two", "tireless restore", "tireless doctor --repair")
                .doesNotContain("\tat ");
        assertThat(Files.readAllBytes(database)).isEqualTo(damaged);
        assertThat(List.of(one, two)).allMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(sandbox.call("doctor").out()).contains("error    database       " + database + " is damaged");

        Outcome restored = done("restore", backup.toString());
        assertThat(restored.out())
                .contains(
                        "3 resources",
                        "tireless.db.replaced-",
                        "the next `tireless server start` lets go on:\n  worker public/one one-0");
        Path leftover =
                Files.createDirectories(sandbox.home().resolve("backups")).resolve(".tireless-x.db1.new");
        Files.createFile(leftover);
        done("server", "start");
        assertThat(leftover).as("of one that was broken off").doesNotExist();
        assertThat(pid(ONE)).isEqualTo(one);
        assertThat(pid(TWO)).isEqualTo(two);
    }

    @Test
    void whatIsWholeIsSavedAndTheRestNamed() throws IOException {
        long one = pid(ONE);
        long two = pid(TWO);
        done("server", "stop");
        assertThat(done("doctor", "--repair").out()).contains("sound; nothing was changed");
        damage("exec sleep 1000 # two", "exec sleep 9000 # two");
        Outcome repaired = done("doctor", "--repair");
        assertThat(repaired.out())
                .contains("  worker public/one\n", "lost: 1 resource\n  worker public/two: its revision 1 is damaged")
                .contains("the next `tireless server start` stops:\n  worker public/two two-0");
        assertThat(ProcessHandle.of(two)).isPresent();
        done("server", "start");
        assertThat(pid(ONE)).isEqualTo(one);
        Waiting.until(sandbox.home(), () -> ProcessHandle.of(two).isEmpty());
        done("apply", "-f", "two.yaml");
        Waiting.until(
                sandbox.home(),
                () -> ApiClient.of(sandbox.home()).resource(TWO).runtime().equals("running:1"));
    }

    @Test
    void damageThatShowsWhileTheServerRunsFailsWhatWasAskedForAndNothingElse() throws IOException {
        long one = pid(ONE);
        long server = ApiClient.of(sandbox.home()).server().pid();
        damage("exec sleep 1000 # two", "exec sleep 9000 # two");
        // The server sees the file anew when the log says that it has changed.
        sandbox.call("scale", "one", "2");
        Outcome described = sandbox.call("apply", "-f", "two.yaml");
        assertThat(described.status()).isEqualTo(1);
        assertThat(described.err()).contains(database + " is damaged").doesNotContain("\tat ");
        assertThat(ProcessHandle.of(one)).isPresent();
        Outcome status = done("server", "status");
        assertThat(status.out()).contains("process " + server, "store      " + database + " is damaged");
        done("server", "stop");
        assertThat(ProcessHandle.of(one)).isPresent();
    }

    private Outcome done(String... arguments) {
        Outcome outcome = sandbox.call(arguments);
        assertThat(outcome.status()).as(outcome.said()).isZero();
        return outcome;
    }

    private void apply(String name) {
        sandbox.file(name + ".yaml", Manifests.worker(name, "exec sleep 1000 # " + name));
        done("apply", "-f", name + ".yaml", "--wait");
    }

    private long pid(ResourceRef resource) {
        return ApiClient.of(sandbox.home())
                .resource(resource)
                .observed()
                .getFirst()
                .pid()
                .orElseThrow();
    }

    private void damage(String text, String other) throws IOException {
        String bytes = Files.readString(database, StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(text);
        Files.writeString(database, bytes.replace(text, other), StandardCharsets.ISO_8859_1);
    }
}
