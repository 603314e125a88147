/**
 * Replicas as containers of podman or docker: a slot and a run with an image come in, a container and news of it go out. The engine's
 * client is a process that the driver of processes keeps; what is here is what a client alone does not give. Start reading at
 * {@link tireless.runtime.container.ContainerDriver}, then {@link tireless.runtime.container.RunCommand}.
 */
@NullMarked
package tireless.runtime.container;

import org.jspecify.annotations.NullMarked;
