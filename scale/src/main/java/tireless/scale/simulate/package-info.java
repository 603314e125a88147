/**
 * A load and a controller come in, what would have happened comes out: a queue, replicas that start, work and go, in virtual time and with
 * seeded chance.
 */
@NullMarked
package tireless.scale.simulate;

import org.jspecify.annotations.NullMarked;
