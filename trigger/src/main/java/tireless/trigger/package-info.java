/**
 * Triggers as manifests name them come in, and what queues, databases and metrics say of the work that waits goes out.
 */
@NullMarked
package tireless.trigger;

import org.jspecify.annotations.NullMarked;
