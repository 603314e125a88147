package tireless.stack.defined;

import java.util.Optional;

/**
 * What runs Bento on this machine.
 *
 * @param command the program, as a name of the PATH or an absolute path; empty takes {@code bento} of the PATH, else the image
 * @param image what it runs in where there is no such program
 * @param engine the program that runs containers; empty is podman or docker
 * @param path the PATH of the server that workers run on; empty where it is that of the command that reads them
 */
public record BentoSettings(Optional<String> command, String image, Optional<String> engine, Optional<String> path) {
    public static final BentoSettings DEFAULT = new BentoSettings(
            Optional.empty(), "ghcr.io/warpstreamlabs/bento:1.14.1", Optional.empty(), Optional.empty());
}
