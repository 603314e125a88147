/** When an ended replica is started again: pure rules over remembered failures. */
@NullMarked
package tireless.reconcile.restart;

import org.jspecify.annotations.NullMarked;
