package tireless.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.model.AttemptId;
import tireless.model.ResourceKey;
import tireless.model.SlotId;

/** How images, containers, engines and variables are called. */
class NamesTest {
    @TempDir
    Path folder;

    private static ContainerName name(String home, String workspace, String resource, int number) {
        return ContainerName.of(home, new AttemptId(new SlotId(ResourceKey.worker(workspace, resource), 0), number));
    }

    @ParameterizedTest
    @CsvSource({
        "redis, docker.io/library/redis",
        "redis:7, docker.io/library/redis:7",
        "team/app:1, docker.io/team/app:1",
        "quay.io/team/app, quay.io/team/app",
        "localhost/app, localhost/app",
        "host:5000/app:1, host:5000/app:1"
    })
    void withoutARegistryAnImageIsDockerHubs(String written, String full) {
        assertThat(ImageReference.full(written)).isEqualTo(full);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a | /b | type=bind,source=/a,target=/b",
                "/a,source=/etc | /b:c | type=bind,\"source=/a,source=/etc\",target=/b:c",
                "/a\"b | /b,readonly=false | type=bind,\"source=/a\"\"b\",\"target=/b,readonly=false\""
            })
    void nothingInAPathIsAnOptionOfItsMount(String host, String inside, String option) {
        assertThat(new Mount(Path.of(host), inside, false).option()).isEqualTo(option);
        assertThat(new Mount(Path.of(host), inside, true).option()).isEqualTo(option + ",readonly");
    }

    @Test
    void aContainerHasANameThatNoOtherHas() {
        assertThat(name("a", "public", "pulse", 3).text()).matches("pulse-0\\.[0-9a-f]{12}\\.3");
        assertThat(name("a", "public", "pulse", 3)).isNotEqualTo(name("b", "public", "pulse", 3));
        assertThat(name("a", "public", "pulse", 3)).isNotEqualTo(name("a", "other", "pulse", 3));
        assertThat(name("a", "public", "-ö/".repeat(50), 3).text()).matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,80}");
    }

    @Test
    void podmanIsTakenBeforeDockerAndWhatIsWantedBeforeBoth() throws Exception {
        for (String program : List.of("docker", "podman", "other")) {
            Path file = Files.createFile(folder.resolve(program));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        String path = "/nowhere::" + folder;
        assertThat(new EngineSearch(Optional.empty(), path).find())
                .contains(new Engine(Engine.Kind.PODMAN, folder.resolve("podman")));
        assertThat(new EngineSearch(Optional.of("docker"), path).find())
                .contains(new Engine(Engine.Kind.DOCKER, folder.resolve("docker")));
        assertThat(new EngineSearch(Optional.of(folder.resolve("other").toString()), "").find())
                .isPresent();
        Files.delete(folder.resolve("podman"));
        assertThat(new EngineSearch(Optional.empty(), path).find().map(Engine::kind))
                .contains(Engine.Kind.DOCKER);
        assertThat(new EngineSearch(Optional.empty(), "/nowhere").find()).isEmpty();
        assertThat(new EngineSearch(Optional.empty(), "/nowhere").absence())
                .isEqualTo("neither podman nor docker is installed: apt-get install podman");
    }

    @Test
    void whatTheClientGoesByIsNotChangedByWhatTheContainerGets() {
        ClientVariables variables = ClientVariables.of(
                Map.of("PATH", "/usr/bin", "LANG", "C"),
                new TreeMap<>(Map.of("PATH", "/own", "LANG", "de", "DOCKER_HOST", "tcp://own", "TOKEN", "t0ps3cret")));
        assertThat(variables.environment())
                .containsOnly(Map.entry("PATH", "/usr/bin"), Map.entry("LANG", "C"), Map.entry("TOKEN", "t0ps3cret"));
        assertThat(variables.options())
                .containsExactly(
                        "--env", "DOCKER_HOST=tcp://own", "--env", "LANG=de", "--env", "PATH=/own", "--env", "TOKEN");
        assertThat(ClientVariables.isClients("GOOGLE_APPLICATION_CREDENTIALS")).isFalse();
        assertThat(ClientVariables.isClients("DOCKER_PASSWORD")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error: a: no such host | a: no such host",
                "docker: Error response from daemon: denied | denied",
                "'one\nError: two\n\n' | two",
                "'' | exit status 125"
            })
    void ofWhatAnEngineSaysTheLastLineIsTheReason(String errors, String reason) {
        assertThat(Images.reason(errors, 125)).isEqualTo(reason);
    }

    @Test
    void aControlGroupCountsOnlyWhereItIsNamedForTheContainer() {
        List<String> version1 =
                List.of("4:memory:/libpod_parent/libpod-abc", "2:cpu,cpuacct:/x/libpod-abc/inner", "0::/");
        assertThat(ContainerMeter.group(version1, "memory", "abc"))
                .contains(Path.of("/sys/fs/cgroup/memory/libpod_parent/libpod-abc"));
        assertThat(ContainerMeter.group(version1, "cpuacct", "abc"))
                .contains(Path.of("/sys/fs/cgroup/cpuacct/x/libpod-abc"));
        List<String> version2 = List.of("0::/user.slice/libpod-abc.scope/container");
        assertThat(ContainerMeter.group(version2, "memory", "abc"))
                .contains(Path.of("/sys/fs/cgroup/user.slice/libpod-abc.scope"));
        assertThat(ContainerMeter.group(List.of("0::/tireless/work"), "memory", "abc"))
                .isEmpty();
    }
}
