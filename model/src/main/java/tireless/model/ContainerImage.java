package tireless.model;

import java.util.Optional;

/**
 * The image that a replica runs in. The working directory is the image's own.
 *
 * @param reference {@code registry/repository/image:tag}
 * @param pullSecret the secret that it is pulled with, of type {@code cloud-kernel-image-pull}, in the replica's workspace
 * @param entrypoint whether the image's own entrypoint is started, and what is run is its arguments; else that takes its place
 */
public record ContainerImage(String reference, Optional<String> pullSecret, boolean entrypoint) {
    /** One in which a command takes the place of the image's entrypoint. */
    public ContainerImage(String reference, Optional<String> pullSecret) {
        this(reference, pullSecret, false);
    }
}
