package tireless.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.Exit;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.VolumeMount;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SecretSource;
import tireless.runtime.StartResult;
import tireless.runtime.VolumeSource;
import tireless.runtime.process.Cgroups;
import tireless.runtime.process.provision.Supply;
import tireless.testing.runtime.RuntimeFixture;

/** What a container sees of this machine: what it was given, and nothing else. */
@Tag("slow")
class ContainerMountTest extends RuntimeFixture {
    private static final VolumeSource PERSISTENT = _ -> new VolumeSource.Answer.Found(true, 1 << 20);

    @Override
    protected RuntimeDriver open(Path home) {
        Supply supply = new Supply(SecretSource.NONE, PERSISTENT, List.of(Path.of("/dev/shm")));
        return TestEngine.open(home, ContainerSettings.DEFAULT, Cgroups.NONE, Map.of(), supply);
    }

    private static RunSpec mounting(VolumeMount mount, String script) {
        Provisions volumes = new Provisions(Collections.emptySortedMap(), List.of(), List.of(mount));
        return TestEngine.run(Map.of(), List.of("/bin/sh", "-c", script)).withProvisions(volumes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,source=/etc", "a,readonly", "with \"quotes\"", "two\nlines", "a:b"})
    void nothingInAPathIsAnOptionOfTheEngine(String path) throws IOException {
        VolumeMount mount = new VolumeMount("v", "/data/" + path, false, Optional.of(path));
        assertThat(start(
                        1,
                        mounting(mount, "cd \"/data/$1\" && pwd >written".replace("$1", path.replace("\"", "\\\"")))))
                .isInstanceOf(StartResult.Started.class);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(0));
        assertThat(Files.readString(
                        home().resolve("volumes/public/v").resolve(path).resolve("written")))
                .isEqualTo("/data/" + path + "\n");
    }
}
