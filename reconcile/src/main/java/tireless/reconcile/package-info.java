/** The local engine: revisions and commands come in, actions on a runtime driver and observations go out. One thread owns all state. */
@NullMarked
package tireless.reconcile;

import org.jspecify.annotations.NullMarked;
