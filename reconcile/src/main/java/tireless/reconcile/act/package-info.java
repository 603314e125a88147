/** Effects: actions come in, calls of a runtime driver go out, and their results come back as messages. */
@NullMarked
package tireless.reconcile.act;

import org.jspecify.annotations.NullMarked;
