/**
 * Stacks: a manifest as written enters, the effective workload leaves, with all defaults applied. Begin at {@link
 * tireless.stack.WorkloadResolver}.
 */
@NullMarked
package tireless.stack;

import org.jspecify.annotations.NullMarked;
