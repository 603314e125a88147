/** The deterministic simulation: the real reconciler in a made-up world, seed by seed. */
@NullMarked
package tireless.reconcile.simulation;

import org.jspecify.annotations.NullMarked;
