/**
 * The metadata of triggers that are read from the replicas themselves comes in, what they ask for or what is wrong with them goes out.
 */
@NullMarked
package tireless.scale.own;

import org.jspecify.annotations.NullMarked;
