package tireless.model;

import java.util.Optional;

/**
 * The image that a replica runs in.
 *
 * @param reference {@code registry/repository/image:tag}
 * @param pullSecret the secret that it is pulled with, of type {@code cloud-kernel-image-pull}, in the replica's workspace
 */
public record ContainerImage(String reference, Optional<String> pullSecret) {}
