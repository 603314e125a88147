/** The store as it is meant, without a medium: the reference of the contract, and what tests use. */
@NullMarked
package tireless.store.memory;

import org.jspecify.annotations.NullMarked;
