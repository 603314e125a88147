/**
 * What replicas are given besides their commands: the provisions of a run and the values of secrets enter, and folders, variables and the
 * words that a command is put behind leave. Nothing of it outlives its attempt but what is in persistent volumes.
 */
@NullMarked
package tireless.runtime.process.provision;

import org.jspecify.annotations.NullMarked;
