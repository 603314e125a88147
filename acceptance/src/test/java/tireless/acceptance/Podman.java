package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real podman of this machine, as a sandbox's server finds it, with a small image that needs no registry. */
final class Podman {
    static final String IMAGE = "localhost/tireless-acceptance:1";

    /** Limits that also an account gets which may not raise its own; and a runtime that knows both versions of control groups. */
    private static final String CONFIGURATION = """
            [containers]
            default_ulimits = ["nofile=1000:1000", "nproc=1000:1000"]
            [engine]
            runtime = "runc"
            """;

    private final Sandbox sandbox;

    private Podman(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Makes podman ready for what is started in a sandbox from now on; without podman the test is left out, visibly. */
    static Podman in(Sandbox sandbox) {
        sandbox.needs(
                "podman, runc, busybox and perl (apt-get install podman runc busybox-static perl)",
                "sh",
                "-c",
                "command -v podman && command -v runc && command -v busybox && command -v perl");
        Path configuration = sandbox.file("containers.conf", CONFIGURATION);
        sandbox.with("CONTAINERS_CONF", configuration.toString());
        Podman podman = new Podman(sandbox);
        if (podman.call("image", "exists", IMAGE).status() != 0) {
            Outcome built = sandbox.startWords(List.of(
                            "/bin/sh",
                            "-c",
                            SmallRoot.SCRIPT
                                    + "tar -C root -c . | podman import --quiet --change 'ENV PATH=/bin' - \"$2\"\n",
                            "sh",
                            sandbox.folder("image").toString(),
                            IMAGE))
                    .awaitOutcome();
            assertThat(built.status()).as(built.said()).isZero();
        }
        return podman;
    }

    Outcome call(String... arguments) {
        return sandbox.startWords(
                        Stream.concat(Stream.of("podman"), Stream.of(arguments)).toList())
                .awaitOutcome();
    }

    /** The ids of the containers of a worker, whatever they do. */
    List<String> containers(String worker) {
        Outcome listed = call("ps", "--all", "--no-trunc", "--filter", "name=^" + worker + "-", "--format", "{{.ID}}");
        assertThat(listed.status()).as(listed.said()).isZero();
        return listed.out().lines().toList();
    }
}
