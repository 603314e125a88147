package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.model.RunSpec;
import tireless.model.SecretProjection;
import tireless.model.VolumeMount;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SecretSource;
import tireless.runtime.StartResult;
import tireless.runtime.VolumeSource;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.provision.Supply;
import tireless.testing.runtime.ProvisionsContract;

/** By other words, as one of the volumes has a path that can not be mounted on. */
class RewrittenProvisionsTest extends ProvisionsContract {
    private static final String NOWHERE = "/tireless-has-no-such-folder";

    @Override
    protected RuntimeDriver open(Path home, SecretSource secrets, VolumeSource volumes) {
        Supply supply = new Supply(secrets, volumes, List.of(ProvisionsTest.MEMORY));
        return Drivers.open(home, BASE, Cgroups.NONE, LogLimits.DEFAULT, supply);
    }

    @Override
    protected RunSpec given(
            Map<String, String> configs, List<SecretProjection> uses, List<VolumeMount> mounts, String script) {
        volumes.put("nowhere", new VolumeSource.Answer.Found(false, 1));
        List<VolumeMount> more = new ArrayList<>(mounts);
        more.add(new VolumeMount("nowhere", NOWHERE, true, Optional.empty()));
        return super.given(configs, uses, more, script);
    }

    @Override
    protected List<Path> secretFiles() throws IOException {
        return ProvisionsTest.inMemory(home());
    }

    @Test
    void theWayAndWhatIsNotEnforcedAreTold() {
        StartResult.Started started = (StartResult.Started) start(1, given(Map.of("a", "b"), "exec sleep 1000"));
        assertThat(started.remarks())
                .containsExactly(
                        "paths: variables and rewritten arguments, because there is no folder %s to mount on: mkdir -p %s"
                                .formatted(NOWHERE, NOWHERE));
        assertThat(started.warnings()).containsExactly("that " + NOWHERE + " is read-only is not enforced");
    }
}
