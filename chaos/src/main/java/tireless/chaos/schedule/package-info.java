/** A seed enters, and the faults and commands of a run leave, as data. */
@NullMarked
package tireless.chaos.schedule;

import org.jspecify.annotations.NullMarked;
