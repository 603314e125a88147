/**
 * The difference between what is desired now and what manifests ask for, as {@code apply} shows it before it is stored. Pure:
 * no clock, no input or output. What the control loop does about the difference between desired and observed is not here.
 */
@NullMarked
package tireless.plan;

import org.jspecify.annotations.NullMarked;
