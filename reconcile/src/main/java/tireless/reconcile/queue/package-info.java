/** The queue of keys that wait to be reconciled. */
@NullMarked
package tireless.reconcile.queue;

import org.jspecify.annotations.NullMarked;
