/** Faults and commands enter, and real processes feel them; what was done to whom leaves. */
@NullMarked
package tireless.chaos.inject;

import org.jspecify.annotations.NullMarked;
