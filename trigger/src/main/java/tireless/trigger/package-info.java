/**
 * Triggers as manifests name them come in, and what queues, databases and metrics say of the work that waits goes out. Here are the contract
 * of a trigger, and its keys with the rules by which they are read; each type has a package of its own.
 */
@NullMarked
package tireless.trigger;

import org.jspecify.annotations.NullMarked;
