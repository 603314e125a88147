/**
 * Replicas as processes of the operating system: a runtime driver whose truth is a folder per attempt, kept by a short shell
 * script that outlives the driver. Start reading at {@link tireless.runtime.process.ProcessDriver}, then {@code keeper.sh}.
 */
@NullMarked
package tireless.runtime.process;

import org.jspecify.annotations.NullMarked;
