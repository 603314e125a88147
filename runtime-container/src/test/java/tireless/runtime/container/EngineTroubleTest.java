package tireless.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.model.ContainerImage;
import tireless.model.Exit;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SecretSource;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.runtime.process.Cgroups;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;

/** An engine that does what a test wants: it is a script before the real one, which a file tells how to be. */
@Tag("slow")
class EngineTroubleTest extends RuntimeFixture {
    private static final String SCRIPT = """
            #!/bin/sh
            # Where the file beside it is a script, that comes first.
            if [ -e "$0.first" ]; then . "$0.first"; fi
            exec podman "$@"
            """;
    private static final String AUTH = "{\"auths\": {\"registry.example\": {\"auth\": \"dTpw\"}}}";

    private Path engine() throws IOException {
        Path engine = folder.resolve("engine");
        if (!Files.exists(engine)) {
            Files.writeString(engine, SCRIPT);
            Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return engine;
    }

    private void first(String script) throws IOException {
        Files.writeString(folder.resolve("engine.first"), script);
    }

    private void asUsual() throws IOException {
        Files.deleteIfExists(folder.resolve("engine.first"));
    }

    @Override
    protected RuntimeDriver open(Path home) throws IOException {
        SecretSource secrets = projection -> switch (projection.name()) {
            case "registry" -> new SecretSource.Answer.Opened(SecretValues.ofTexts(Map.of(".dockerconfigjson", AUTH)));
            case "named" -> new SecretSource.Answer.Opened(SecretValues.ofTexts(Map.of("CODE", "hush-hush-4711")));
            default -> new SecretSource.Answer.Missing("there is no secret " + projection.name());
        };
        ContainerSettings settings = new ContainerSettings(Optional.of(engine().toString()), List.of());
        return TestEngine.open(home, settings, Cgroups.NONE, Map.of(), secrets);
    }

    @Override
    protected RunSpec run(Map<String, String> environment, String... command) {
        return TestEngine.run(environment, List.of(command));
    }

    private static RunSpec absent(Optional<String> secret) {
        return TestEngine.run(
                Map.of(),
                List.of(),
                Limits.NONE,
                Network.HOST,
                new ContainerImage("registry.example/absent:1", secret));
    }

    private String refusal(RunSpec run) {
        return driver.prepare(new StartRequest(attempt(1), RECORD, run))
                .orElseThrow()
                .cause();
    }

    @Test
    void whileTheEngineDoesNotAnswerNothingIsKnownDead() throws IOException {
        shell(1, "echo up; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        first("echo 'Error: the storage is locked' >&2; exit 125");
        driver.kill(attempt(1));
        assertThat(news.nextEnd()).isEqualTo(attempt(1));
        assertThat(driver.settle(attempt(1)))
                .isEqualTo(new Verdict.Undecided("engine does not list its containers: the storage is locked"));
        assertThat(start(2, run("true"))).isInstanceOf(StartResult.NotStarted.class);
        reopen();
        assertThat(driver.recover())
                .singleElement()
                .satisfies(found -> assertThat(found.verdict()).isInstanceOf(Verdict.Undecided.class));
        assertThat(TestEngine.containers(home())).hasSize(1);
        asUsual();
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Dead.class);
        assertThat(TestEngine.containers(home())).isEmpty();
    }

    @Test
    void aPullIsGivenItsSecretInAFileInMemoryThatGoesWithIt() throws IOException {
        Path seen = folder.resolve("seen");
        first("""
                if [ "$1" = pull ]; then
                    { stat -c %%a "$3"; stat -f -c %%T "$3"; cat "$3"; echo " $*"; } >'%s'
                    echo 'Error: denied' >&2
                    exit 1
                fi
                """.formatted(seen));
        assertThat(refusal(absent(Optional.of("registry"))))
                .isEqualTo("the image registry.example/absent:1 can not be pulled: denied");
        List<String> lines = Files.readAllLines(seen);
        assertThat(lines).startsWith("600", "tmpfs");
        assertThat(lines.getLast()).startsWith(AUTH + " pull --authfile /dev/shm/tireless-auth-");
        assertThat(Path.of(lines.getLast().replaceAll(".*--authfile (\\S+) .*", "$1")))
                .doesNotExist();
        asUsual();
    }

    @Test
    void withoutItsSecretNothingIsPulled() throws IOException {
        first("[ \"$1\" != pull ] || exit 0");
        assertThat(refusal(absent(Optional.of("nobodys"))))
                .isEqualTo("the image registry.example/absent:1 can not be pulled: there is no secret nobodys");
        asUsual();
    }

    @Test
    void aPullIsGivenUpWhenTheAttemptIsKilled() throws IOException, InterruptedException {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        first("[ \"$1\" != pull ] || { echo $$ >'%s'; exec sleep 1000; }".formatted(fifo));
        CompletableFuture<String> refused = CompletableFuture.supplyAsync(() -> refusal(absent(Optional.empty())));
        long client = Long.parseLong(Files.readString(fifo).strip());
        driver.kill(attempt(1));
        assertThat(refused.join()).contains("can not be pulled: it was given up");
        ProcessHandle.of(client).ifPresent(process -> process.onExit().join());
        assertThat(isRunning(client)).isFalse();
        asUsual();
    }

    private RunSpec secretive(SecretProjection.Kind kind) {
        return run("/bin/sh", "-c", "echo; cat $DATAOS_SECRET_DIR/*json; echo; exec sleep 1000")
                .withProvisions(new Provisions(new TreeMap<>(), List.of(projection(kind)), List.of()));
    }

    @Test
    void aSecretThatIsAFileIsInMemoryAndInNoRecordOfTheEngineAndOnNoCommandLine() throws IOException {
        StartResult started = start(1, secretive(SecretProjection.Kind.FILE));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEmpty();
            assertThat(log.next()).contains("dTpw");
        }
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains("dTpw"));
        assertThat(((StartResult.Started) started).remarks()).noneMatch(remark -> remark.contains("records"));
        assertThat(recorded().contains(home().toString())).isTrue();
        assertThat(recorded().contains("dTpw")).isFalse();
        driver.kill(attempt(1));
        awaitEnd(1);
    }

    /** What the engine has written of its containers: its database, and all but their layers. */
    private static String recorded() throws IOException {
        Path root = Path.of(TestEngine.podman("info", "--format", "{{.Store.GraphRoot}}")
                .text()
                .strip());
        StringBuilder all = new StringBuilder();
        for (Path place : List.of(
                root.resolve("db.sql"),
                root.resolve("db.sql-wal"),
                root.resolve("libpod"),
                root.resolve("overlay-containers"),
                root.resolve("vfs-containers"))) {
            if (Files.exists(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        return all.toString();
    }

    @Test
    void thatTheEngineRecordsASecretThatIsAVariableIsRemarkedAlsoByTheNextDriver() throws IOException {
        SecretProjection named =
                new SecretProjection("named", "public", List.of(), SecretProjection.Kind.ENV_VARS, Optional.empty());
        StartResult started = start(
                1,
                run("/bin/sh", "-c", "echo $CODE | sha1sum; exec sleep 1000")
                        .withProvisions(new Provisions(new TreeMap<>(), List.of(named), List.of())));
        String remark =
                "its secrets are variables, so the engine has them in its records on the disk, where they may stay when it is gone; consumptionType: file keeps them in memory";
        assertThat(((StartResult.Started) started).remarks()).contains(remark);
        reopen();
        assertThat(driver.recover())
                .singleElement()
                .satisfies(found -> assertThat(found.remarks()).contains(remark));
        assertThat(recorded().contains("hush-hush-4711")).isTrue();
        driver.kill(attempt(1));
        awaitEnd(1);
    }

    private static SecretProjection projection(SecretProjection.Kind kind) {
        return new SecretProjection("registry", "public", List.of(), kind, Optional.empty());
    }

    @Test
    void withoutAnEngineThereIsNoStart() throws IOException {
        Files.delete(engine());
        String absence =
                "the engine `%s` for containers is not installed: install it, or correct `containers` in server.yaml"
                        .formatted(folder.resolve("engine"));
        assertThat(refusal(run("true"))).isEqualTo(absence);
        assertThat(start(1, run("true"))).isEqualTo(new StartResult.NotStarted(absence));
    }

    @Test
    void whatSpeaksAsDockerDoesIsUsedAsThat() throws IOException {
        driver.close();
        Path docker = Files.createSymbolicLink(folder.resolve("docker"), engine());
        driver =
                TestEngine.open(home(), new ContainerSettings(Optional.of(docker.toString()), List.of()), Cgroups.NONE);
        driver.listen(news);
        shell(1, "trap 'exit 5' TERM; while :; do echo up; sleep 0.1; done");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            // The client passes signals on a moment after the container has begun.
            for (int line = 0; line < 10; line++) {
                assertThat(log.next()).isEqualTo("up");
            }
        }
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(5));
        assertThat(TestEngine.containers(home())).isEmpty();
    }
}
