package tireless.runtime.container;

import java.util.regex.Pattern;
import tireless.runtime.ProbeResult;

/** Tells what a probe found from what an engine says that could not run it, as right after the start or in the moment of the end. */
final class ExecOutcome {
    /** podman and docker, of a container that is not there yet, not running yet, or over. */
    private static final Pattern NOT_THERE = Pattern.compile(
            "no such container|no container with name|container state improper|is not running",
            Pattern.CASE_INSENSITIVE);

    /** With which podman and docker end for an error of their own. */
    private static final int ENGINE_FAILED = 125;

    private static final int DOCKER_REFUSED = 1;

    private ExecOutcome() {}

    /** @param client how the engine's client ended */
    static ProbeResult of(ProbeResult client) {
        return client instanceof ProbeResult.Failed(int status, String output)
                        && (status == ENGINE_FAILED || status == DOCKER_REFUSED)
                        && NOT_THERE.matcher(output).find()
                ? new ProbeResult.Unclear("the container is not running: " + output)
                : client;
    }
}
