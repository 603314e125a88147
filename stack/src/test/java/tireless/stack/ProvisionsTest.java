package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.Sources;
import tireless.model.FileContent;
import tireless.model.Provisions;
import tireless.model.VolumeMount;
import tireless.stack.builtin.BuiltInStacks;

/** What a worker is given, of what its manifest says. */
class ProvisionsTest {
    private static final String PLAIN = Resolves.worker("command: ./pulse.sh");

    private static Provisions provisions(String attributes) {
        Resolution resolution = Resolves.apply(PLAIN + attributes);
        assertThat(Resolves.problems(resolution)).isEmpty();
        return Resolves.only(resolution).run().provisions();
    }

    @Test
    void theContentOfConfigsIsPartOfTheRun() {
        assertThat(provisions("  configs: {a.yaml: plain.txt, b: ./data/../pulse.sh}\n")
                        .configs())
                .isEqualTo(Map.of(
                        "a.yaml",
                        FileContent.ofText("/some/folder/plain.txt"),
                        "b",
                        FileContent.ofText("/some/folder/pulse.sh")));
    }

    @Test
    void theFilesOfConfigsMustBeThere() {
        String text = PLAIN + "  configs: {a: plain.txt, b: absent.txt, c: data}\n";
        assertThat(Resolves.problems(Resolves.apply(text)))
                .containsExactlyInAnyOrder(
                        "8:30 error no-such-file: the file for `b` is not there",
                        "8:45 error no-such-file: what `c` names is a folder");
        assertThat(Resolves.problems(Resolves.resolve(text, Purpose.LINT, Map.of())))
                .allMatch(problem -> problem.contains("warning"));
    }

    @ParameterizedTest
    @CsvSource({"a/b", "..", ".", "..x", "ä", "'a b'"})
    void aConfigThatNamesNoFileIsAnError(String name) {
        assertThat(Resolves.problems(Resolves.apply(PLAIN + "  configs: {\"%s\": plain.txt}\n".formatted(name))))
                .singleElement()
                .asString()
                .startsWith("8:13 error bad-value: `%s` can not name a file".formatted(name));
    }

    @Test
    void theEnvironmentOfWhoReadsIsNoFileOfAWorker() {
        ReadOptions options = ReadOptions.of(Purpose.APPLY, Map.of());
        Sources sources = Sources.of("m.yaml", Path.of("/"), PLAIN + "  configs: {e: /proc/self/environ}\n");
        Resolution resolution = BuiltInStacks.resolver(InstantSource.system())
                .resolve(ManifestReader.read(sources, options), Declared.NONE, ResolveContext.of(options));
        assertThat(Resolves.problems(resolution))
                .contains(
                        "8:16 error unreadable: the file for `e` can not be read: what is in /proc is not handed to a worker");
        assertThat(resolution.resources()).isEmpty();
    }

    @Test
    void moreThanAConfigMapHoldsIsAnError() {
        assertThat(Resolves.problems(Resolves.apply(PLAIN + "  configs: {a: large.txt}\n")))
                .containsExactly("8:3 error too-large: the files of `configs` hold more than 1048576 bytes together");
    }

    @Test
    void whatDoesNotEndIsNotRead(@TempDir Path folder) throws IOException {
        assertThat(Disk.REAL.read(Files.writeString(folder.resolve("f"), "abc"), 2))
                .isEqualTo(new byte[] {'a', 'b'});
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Disk.REAL.read(Path.of("/dev/zero"), 2))
                .hasMessage("it is no regular file");
    }

    @Test
    void volumesAreMountedWhereDataOSMountsThem() {
        String attributes = """
                  dataosVolumes: [{name: v, directory: d, readOnly: true, subPath: s}, {name: w, directory: /opt/w}]
                  persistentVolume: {name: p, directory: kept}
                  tempVolume: t
                """;
        assertThat(provisions(attributes).volumes())
                .containsExactly(
                        new VolumeMount("v", "/var/dataos/persistent_data/d", true, Optional.of("s")),
                        new VolumeMount("w", "/opt/w", false, Optional.empty()),
                        new VolumeMount("p", "/var/dataos/persistent_data/kept", false, Optional.of("kept")),
                        new VolumeMount("t", "/var/dataos/temp_data", false, Optional.of("pulse")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: v, directory: ../x} | the volume `v` can not be mounted at `../x`",
                "{name: v, directory: /} | the volume `v` can not be mounted at `/`",
                "{name: v, directory: .} | the volume `v` can not be mounted at `.`",
                "{name: v, directory: /etc/dataos/secret} | the volume `v` can not be mounted at `/etc/dataos/secret`",
                "{name: v, directory: d, subPath: a/../..} | `a/../..` is no folder of the volume `v`",
                "{name: v, directory: d, subPath: /etc} | `/etc` is no folder of the volume `v`",
                "{name: v, directory: \"a\\tb\"} | the volume `v` can not be mounted at `a\tb`",
                "{name: v, directory: d, subPath: \"a\\eb\"} | `a\u001bb` is no folder of the volume `v`"
            })
    void aPlaceThatAVolumeCanNotHaveIsAnError(String use, String message) {
        assertThat(Resolves.problems(Resolves.apply(PLAIN + "  dataosVolumes: [%s]\n".formatted(use))))
                .containsExactly("8:3 error bad-value: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc",
                "/usr",
                "/usr/../usr/bin",
                "/bin",
                "/sbin",
                "/lib",
                "/lib64",
                "/usr/lib",
                "/proc",
                "/proc/sys",
                "/sys",
                "/dev",
                "/dev/shm",
                "/var",
                "/var/dataos"
            })
    void whatEveryProcessNeedsCanNotBeCovered(String directory) {
        assertThat(Resolves.problems(Resolves.resolve(
                        PLAIN + "  dataosVolumes: [{name: v, directory: %s}]\n".formatted(directory),
                        Purpose.LINT,
                        Map.of())))
                .containsExactly(
                        "8:3 error bad-value: the volume `v` can not be mounted at `%s`: every process needs what is there"
                                .formatted(Path.of(directory).normalize()));
    }

    @Test
    void inAContainerItIsTheKernelsFoldersThatCanNotBeCovered() {
        String image = Resolves.worker("image: a/b").replace("stack: process", "stack: container");
        for (String directory : List.of("/proc", "/sys/fs", "/dev")) {
            assertThat(Resolves.problems(Resolves.apply(
                            image + "  persistentVolume: {name: v, directory: %s}\n".formatted(directory))))
                    .containsExactly(
                            "8:3 error bad-value: the volume `v` can not be mounted at `%s`: every container needs what is there"
                                    .formatted(directory));
        }
        for (String directory : List.of("/usr", "/dev/shm", "/var", "/some/folder/plain.txt")) {
            assertThat(Resolves.problems(Resolves.apply(
                            image + "  persistentVolume: {name: v, directory: %s}\n".formatted(directory))))
                    .isEmpty();
        }
    }

    @Test
    void aVolumeIsNotMountedOntoAFile() {
        String text = PLAIN + "  dataosVolumes: [{name: v, directory: /some/folder/plain.txt}]\n";
        assertThat(Resolves.problems(Resolves.apply(text)))
                .containsExactly(
                        "8:3 error no-such-folder: the volume `v` can not be mounted at `/some/folder/plain.txt`: there is a file");
    }

    @Test
    void aPersistentVolumeAtAnAbsolutePathIsAFolderOfThatName() {
        assertThat(provisions("  persistentVolume: {name: p, directory: /data/a}\n")
                        .volumes())
                .containsExactly(new VolumeMount("p", "/data/a", false, Optional.of("data/a")));
        assertThat(provisions("  persistentVolume: {name: p, directory: /var/dataos/persistent_data/kept}\n")
                        .volumes())
                .containsExactly(new VolumeMount("p", "/var/dataos/persistent_data/kept", false, Optional.of("kept")));
    }

    @Test
    void twoVolumesInOnePlaceAreAnError() {
        String two = "  dataosVolumes: [{name: v, directory: d}, {name: w, directory: d/e}]\n";
        assertThat(Resolves.problems(Resolves.apply(PLAIN + two)))
                .containsExactly("8:3 error bad-value: the volumes `v` and `w` would be mounted over one another");
    }
}
