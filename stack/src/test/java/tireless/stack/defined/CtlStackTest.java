package tireless.stack.defined;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.Sources;
import tireless.model.RunSpec;
import tireless.model.Workload;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.builtin.BuiltInStacks;

class CtlStackTest {
    @Test
    void theCommandLineIsThatOfThisProgramAndSpeaksToThisServer() {
        ReadOptions options = ReadOptions.of(Purpose.APPLY, Map.of());
        Sources sources = Sources.of("m.yaml", Path.of("/srv"), """
                name: creator
                version: v1beta
                type: worker
                worker:
                  stack: dataos-ctl
                  stackSpec:
                    arguments: [resource, apply, -f, /etc/dataos/config/manifest.yaml, "-n", 'say "hi"']
                    manifest:
                      name: random-user
                      version: v1
                      type: service
                """);
        Resolution resolution = BuiltInStacks.resolver(
                        InstantSource.system(),
                        Optional.of(Path.of("/opt/tireless/tireless")),
                        Path.of("/home/ada/t"),
                        () -> BentoSettings.DEFAULT,
                        List.of(),
                        trigger -> List.of())
                .resolve(ManifestReader.read(sources, options), Declared.NONE, ResolveContext.of(options));
        assertThat(resolution.problems()).isEmpty();
        RunSpec run = ((Workload) resolution.resources().getFirst().spec()).run();
        assertThat(run.command())
                .containsExactly(
                        "/opt/tireless/tireless",
                        "resource",
                        "apply",
                        "-f",
                        "/etc/dataos/config/manifest.yaml",
                        "-n",
                        "say \"hi\"");
        assertThat(run.environment())
                .containsEntry("TIRELESS_HOME", "/home/ada/t")
                .containsEntry("TIRELESS_BUILD", "never")
                .containsEntry("TIRELESS_AOT", "existing");
        assertThat(run.provisions().configs().get("manifest.yaml").text())
                .contains("name: random-user\ntype: service\nversion: v1\n");
    }
}
