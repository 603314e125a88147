/** Pure decisions: what is desired and what is observed come in, actions go out. No clock, no chance, no input or output. */
@NullMarked
package tireless.reconcile.decide;

import org.jspecify.annotations.NullMarked;
