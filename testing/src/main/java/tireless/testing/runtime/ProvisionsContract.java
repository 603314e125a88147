package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.FileContent;
import tireless.model.Provisions;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.RunSpec;
import tireless.model.SecretProjection;
import tireless.model.SecretProjection.Kind;
import tireless.model.SecretValues;
import tireless.model.Signal;
import tireless.model.VolumeHolding;
import tireless.model.VolumeMount;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SecretSource;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.runtime.VolumeSource;

/** What every driver promises of files, secrets and volumes, at the paths at which a replica looks for them. */
public abstract class ProvisionsContract extends RuntimeFixture {
    /** Nothing else on this machine has it. */
    protected static final String VALUE = "s3cret-5c1a4f0e";

    private static final String PERSISTENT = "/var/dataos/persistent_data/";

    protected final Map<String, SecretValues> secrets = new ConcurrentHashMap<>();
    protected final Map<String, VolumeSource.Answer> volumes = new ConcurrentHashMap<>();

    /** Opens a driver that has these secrets and volumes. */
    protected abstract RuntimeDriver open(Path home, SecretSource secrets, VolumeSource volumes) throws IOException;

    @Override
    protected RuntimeDriver open(Path home) throws IOException {
        return open(
                home,
                this::secret,
                volume -> Optional.ofNullable(volumes.get(volume.name()))
                        .orElseGet(() -> new VolumeSource.Answer.Missing("there is no " + volume)));
    }

    private SecretSource.Answer secret(SecretProjection projection) {
        return Optional.ofNullable(secrets.get(projection.name()))
                .<SecretSource.Answer>map(SecretSource.Answer.Opened::new)
                .orElseGet(() -> new SecretSource.Answer.Missing("there is no secret " + projection.name()));
    }

    /** A driver for the same place that has no more news of the one before. */
    protected RunSpec given(
            Map<String, String> configs, List<SecretProjection> uses, List<VolumeMount> mounts, String script) {
        TreeMap<String, FileContent> files = new TreeMap<>();
        configs.forEach((name, text) -> files.put(name, FileContent.ofText(text)));
        return run("/bin/sh", "-c", script).withProvisions(new Provisions(files, uses, mounts));
    }

    protected RunSpec given(Map<String, String> configs, String script) {
        return given(configs, List.of(), List.of(), script);
    }

    protected static SecretProjection use(String name, Kind kind) {
        return new SecretProjection(name, "public", List.of(), kind, Optional.empty());
    }

    private static VolumeMount mount(String volume, String directory) {
        return new VolumeMount(volume, PERSISTENT + directory, false, Optional.empty());
    }

    /** What it writes until it ends. */
    private List<String> said(int number, RunSpec run) {
        assertThat(start(number, run)).isInstanceOf(StartResult.Started.class);
        awaitEnd(number);
        List<String> lines = new ArrayList<>();
        driver.log(SLOT).tail(100).forEach(line -> lines.add(line.text()));
        return lines.stream().filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void aConfigFileIsThereAndCanOnlyBeRead() {
        String script = "cat /etc/dataos/config/a.yaml; cd /etc/dataos/config; ls; stat -c %a a.yaml;"
                + " cat \"$DATAOS_CONFIG_DIR/a.yaml\"";
        assertThat(said(1, given(Map.of("a.yaml", "hello\n", "b", "x"), script)))
                .containsExactly("hello", "a.yaml", "b", "400", "hello");
    }

    @Test
    void itIsTheProcessThatIsWatchedWhichEndsBySignalsAsAnyOther() {
        StartResult started = start(1, given(Map.of("a", "b"), "echo $$; exec sleep 1000"));
        long pid = ((StartResult.Started) started).pid();
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo(Long.toString(pid));
        }
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.TERM));
    }

    @Test
    void itsExitStatusIsItsOwn() {
        start(1, given(Map.of("a", "b"), "exit 7"));
        assertThat(awaitEnd(1)).isEqualTo(new Verdict.Dead(new Exit.Status(7), 0));
    }

    @Test
    void whatWasThereOnTheMachineIsStillThere() {
        String script = "cat /etc/hostname; ls -d /var/log; cd /var/tmp && pwd; readlink -f /etc/ssl; id -u;"
                + " echo here >" + folder.resolve("mark");
        assertThat(said(1, given(Map.of("a", "b"), script)))
                .hasSize(5)
                .contains("/var/log", "/var/tmp", "/etc/ssl")
                .contains(accountNumber());
        assertThat(folder.resolve("mark")).hasContent("here\n");
    }

    private String accountNumber() {
        try {
            return Files.getAttribute(folder, "unix:uid").toString();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void scratchDataIsEmptyAtEachStart() {
        String script = "ls /var/dataos/temp_data; echo x >/var/dataos/temp_data/left; ls \"$DATAOS_TEMP_DIR\"";
        assertThat(said(1, given(Map.of("a", "b"), script))).containsExactly("left");
        assertThat(said(2, given(Map.of("a", "b"), script))).containsExactly("left", "left");
    }

    @Test
    void secretsAreVariablesAndFilesAsAskedFor() {
        secrets.put("s", SecretValues.ofTexts(Map.of("user", "u1", "key.json", "{}")));
        List<SecretProjection> uses = List.of(use("s", Kind.ENV_VARS), use("s", Kind.FILE), use("s", Kind.PROP_FILE));
        String script = "echo $user; cd /etc/dataos/secret; ls; cat s_key.json s.properties; stat -c %a key.json";
        assertThat(said(1, given(Map.of(), uses, List.of(), script)))
                .containsExactly(
                        "u1",
                        "key.json",
                        "public_s",
                        "s.properties",
                        "s_key.json",
                        "s_user",
                        "user",
                        "{}key.json={}",
                        "user=u1",
                        "400");
    }

    @Test
    void aKeyThatNoVariableCanHaveIsLeftOutAndThatIsSaid() {
        secrets.put("s", SecretValues.ofTexts(Map.of("user", "u1", "a.b", VALUE)));
        StartResult started =
                start(1, given(Map.of(), List.of(use("s", Kind.ENV_VARS)), List.of(), "echo $user; exec sleep 1000"));
        assertThat(((StartResult.Started) started).warnings())
                .anySatisfy(warning ->
                        assertThat(warning).contains("`a.b`").contains("`s`").doesNotContain(VALUE));
    }

    @Test
    void aVariableOfTheManifestWinsOverASecret() {
        secrets.put("s", SecretValues.ofTexts(Map.of("MODE", "secret")));
        RunSpec run = given(Map.of(), List.of(use("s", Kind.ENV_VARS)), List.of(), "echo $MODE")
                .withEnvironment(new TreeMap<>(Map.of("MODE", "written")));
        assertThat(said(1, run)).containsExactly("written");
    }

    @Test
    void withoutItsSecretNothingIsStartedAndWithItItIs() {
        RunSpec run = given(Map.of(), List.of(use("s", Kind.FILE)), List.of(), "cat /etc/dataos/secret/k");
        assertThat(start(1, run)).isEqualTo(new StartResult.NotStarted("there is no secret s"));
        secrets.put("s", SecretValues.ofTexts(Map.of("k", "v")));
        assertThat(said(2, run)).containsExactly("v");
    }

    @Test
    void noValueIsInTheHomeWhileItRunsAndNoFileOfItIsLeftAfterwards() throws IOException {
        secrets.put("s", SecretValues.ofTexts(Map.of("k", VALUE)));
        List<SecretProjection> uses = List.of(use("s", Kind.FILE), use("s", Kind.PROP_FILE), use("s", Kind.ENV_VARS));
        start(1, given(Map.of("a", "b"), uses, List.of(), "echo up; exec sleep 1000"));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        assertThat(secretFiles()).isNotEmpty();
        assertThat(filesWith(home(), VALUE)).isEmpty();
        assertThat(commandLines()).noneMatch(line -> line.contains(VALUE));
        driver.kill(attempt(1));
        awaitEnd(1);
        assertThat(secretFiles()).isEmpty();
    }

    /** The files in memory that the driver of this test has written. */
    protected abstract List<Path> secretFiles() throws IOException;

    private static List<Path> filesWith(Path top, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static List<String> commandLines() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .toList();
    }

    @Test
    void whatADriverLeftThatWasKilledIsRemovedByTheNext() throws IOException {
        secrets.put("s", SecretValues.ofTexts(Map.of("k", VALUE)));
        start(1, given(Map.of(), List.of(use("s", Kind.FILE)), List.of(), "exec sleep 1000"));
        driver.close();
        assertThat(secretFiles()).isNotEmpty();
        openDriver();
        assertThat(driver.recover()).hasSize(1);
        assertThat(secretFiles()).as("it lives").isNotEmpty();
        driver.kill(attempt(1));
        assertThat(news.nextEnd()).isEqualTo(attempt(1));
        driver.close();
        assertThat(secretFiles()).isNotEmpty();
        openDriver();
        driver.recover();
        assertThat(secretFiles()).isEmpty();
    }

    @Test
    void aProbeFindsTheSame() throws IOException {
        secrets.put("s", SecretValues.ofTexts(Map.of("k", VALUE, "NAME", "who")));
        volumes.put("t", new VolumeSource.Answer.Found(false, 1 << 20));
        List<SecretProjection> uses = List.of(use("s", Kind.FILE), use("s", Kind.ENV_VARS));
        String script = "echo data >/var/dataos/persistent_data/t/f; echo up; exec sleep 1000";
        RunSpec run = given(Map.of("a", "config"), uses, List.of(mount("t", "t")), script);
        start(1, run);
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        String look = "cat /etc/dataos/config/a /etc/dataos/secret/NAME /var/dataos/persistent_data/t/f; echo $NAME;"
                + " cat /etc/dataos/secret/k; exit 3";
        ProbeResult result =
                driver.probe(new ProbeRequest(attempt(1), run, List.of("/bin/sh", "-c", look), Duration.ofSeconds(20)));
        assertThat(result).isInstanceOf(ProbeResult.Failed.class);
        assertThat(((ProbeResult.Failed) result).output())
                .contains("config")
                .contains("whodata")
                .contains("who")
                .doesNotContain(VALUE);
    }

    @Test
    void aPersistentVolumeOutlivesReplicasAndIsSharedByThem() {
        volumes.put("v", new VolumeSource.Answer.Found(true, 1 << 20));
        RunSpec writes = given(
                Map.of(), List.of(), List.of(mount("v", "data")), "echo kept >/var/dataos/persistent_data/data/f");
        assertThat(said(1, writes)).isEmpty();
        driver.remove(SLOT);
        RunSpec reads = given(
                Map.of(),
                List.of(),
                List.of(mount("v", "other")),
                "cat " + PERSISTENT + "other/f; ls -d " + PERSISTENT + "data");
        assertThat(said(1, reads)).first().isEqualTo("kept");
    }

    @Test
    void aTemporaryVolumeIsEmptyAtEachStart() {
        volumes.put("t", new VolumeSource.Answer.Found(false, 1 << 20));
        String script = "ls " + PERSISTENT + "t; echo x >" + PERSISTENT + "t/left; echo over";
        RunSpec run = given(Map.of(), List.of(), List.of(mount("t", "t")), script);
        assertThat(said(1, run)).containsExactly("over");
        assertThat(said(2, run)).containsExactly("over", "over");
    }

    private Optional<VolumeHolding> holding(String volume) {
        return driver.holding(new ResourceKey(ResourceType.VOLUME, "public", volume));
    }

    @Test
    void whatAPersistentVolumeHoldsIsKnownAlsoWhenNobodyUsesIt() {
        volumes.put("v", new VolumeSource.Answer.Found(true, 1 << 20));
        assertThat(holding("v")).hasValueSatisfying(empty -> {
            assertThat(empty.bytes()).isZero();
            assertThat(empty.complete()).isTrue();
        });
        said(
                1,
                given(
                        Map.of(),
                        List.of(),
                        List.of(mount("v", "d")),
                        "head -c 300000 /dev/urandom >" + PERSISTENT + "d/f"));
        assertThat(holding("v")).hasValueSatisfying(held -> {
            assertThat(held.bytes()).isBetween(300_000L, 400_000L);
            assertThat(held.folders())
                    .singleElement()
                    .satisfies(folder -> assertThat(folder.resolve("f")).hasSize(300_000));
        });
        assertThat(holding("other")).isEmpty();
    }

    @Test
    void whatATemporaryVolumeHoldsIsThatOfWhoRuns() {
        volumes.put("t", new VolumeSource.Answer.Found(false, 1 << 20));
        start(
                1,
                given(
                        Map.of(),
                        List.of(),
                        List.of(mount("t", "t")),
                        "head -c 300000 /dev/urandom >" + PERSISTENT + "t/f; echo up; exec sleep 1000"));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        assertThat(holding("t")).hasValueSatisfying(held -> {
            assertThat(held.bytes()).isBetween(300_000L, 400_000L);
            assertThat(held.folders()).hasSize(1);
        });
        driver.kill(attempt(1));
        awaitEnd(1);
        assertThat(holding("t")).contains(new VolumeHolding(List.of(), 0, true));
    }

    @Test
    void aFolderOfAVolumeCanBeMeantAloneButNoneOutsideOfIt() {
        volumes.put("v", new VolumeSource.Answer.Found(true, 1 << 20));
        RunSpec inside = given(
                Map.of(),
                List.of(),
                List.of(new VolumeMount("v", PERSISTENT + "d", false, Optional.of("in/side"))),
                "echo x >" + PERSISTENT + "d/f");
        said(1, inside);
        assertThat(said(
                        2,
                        given(
                                Map.of(),
                                List.of(),
                                List.of(mount("v", "d")),
                                "cat " + PERSISTENT + "d/in/side/f; ln -s /etc " + PERSISTENT + "d/out")))
                .containsExactly("x");
        for (String outside : List.of("../../..", "out")) {
            RunSpec run = given(
                    Map.of(),
                    List.of(),
                    List.of(new VolumeMount("v", PERSISTENT + "d", false, Optional.of(outside))),
                    "exit 0");
            assertThat(start(3, run))
                    .isInstanceOf(StartResult.NotStarted.class)
                    .asString()
                    .contains("outside of the volume `v`");
        }
    }

    @Test
    void withoutItsVolumeNothingIsStarted() {
        RunSpec run = given(Map.of(), List.of(), List.of(mount("v", "v")), "exit 0");
        assertThat(start(1, run))
                .isEqualTo(new StartResult.NotStarted(
                        "there is no " + new ResourceKey(ResourceType.VOLUME, "public", "v")));
    }
}
