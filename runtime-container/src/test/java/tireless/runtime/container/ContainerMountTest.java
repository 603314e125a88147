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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.Exit;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.VolumeMount;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.testing.runtime.RuntimeFixture;

/** What a container sees of this machine: what it was given, and nothing else. */
@Tag("slow")
class ContainerMountTest extends RuntimeFixture {
    @Override
    protected RuntimeDriver open(Path home) {
        return TestEngine.open(home);
    }

    private static RunSpec mounting(VolumeMount mount, String script) {
        Provisions volumes = new Provisions(Collections.emptySortedMap(), List.of(), List.of(mount));
        return TestEngine.run(Map.of(), List.of("/bin/sh", "-c", script)).withProvisions(volumes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,source=/etc", "a,readonly", "with \"quotes\"", "two\nlines", "a:b"})
    void nothingInAPathIsAnOptionOfTheEngine(String path) throws IOException {
        VolumeMount mount = new VolumeMount("kept", "/data/" + path, false, Optional.of(path));
        assertThat(start(
                        1,
                        mounting(mount, "cd \"/data/$1\" && pwd >written".replace("$1", path.replace("\"", "\\\"")))))
                .isInstanceOf(StartResult.Started.class);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(0));
        assertThat(Files.readString(
                        home().resolve("volumes/public/kept").resolve(path).resolve("written")))
                .isEqualTo("/data/" + path + "\n");
    }

    @Test
    void ofTheSocketsItSeesItsOwnAlone() throws IOException {
        Files.createDirectories(TestEngine.SOCKETS);
        Path another = Files.createFile(TestEngine.SOCKETS.resolve("another"));
        try {
            assertThat(start(1, TestEngine.run(Map.of(), List.of("/bin/sh", "-c", "find " + TestEngine.SOCKETS))))
                    .isInstanceOf(StartResult.Started.class);
            assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(0));
            List<String> seen =
                    driver.log(SLOT).tail(100).stream().map(line -> line.text()).toList();
            assertThat(seen).hasSize(3).doesNotContain(another.toString());
            assertThat(seen.getLast()).endsWith("/s");
        } finally {
            Files.delete(another);
        }
    }
}
