/**
 * How the count of replicas follows the load, as data: what a manifest asks for comes in, with all defaults applied; deciders read it.
 */
@NullMarked
package tireless.model.scaling;

import org.jspecify.annotations.NullMarked;
