/**
 * What must outlive the control plane: what is desired, with its history, and what happened. Desired state is durable before a
 * commit returns; events are recorded behind the action, in groups, and nothing ever waits for them.
 */
@NullMarked
package tireless.store;

import org.jspecify.annotations.NullMarked;
