/**
 * Makes an image for containers: a JDK and the jars of the distribution come in, an archive that podman, docker and containerd load goes out. No daemon, no base image and no network
 * is needed: what the Java runtime takes of the C library comes from the machine that builds. The same input makes the same image.
 */
@NullMarked
package tireless.image;

import org.jspecify.annotations.NullMarked;
