/**
 * Measured load and what a manifest asks for come in, how many replicas there should be and why goes out. Pure: no clock, no network.
 */
@NullMarked
package tireless.scale;

import org.jspecify.annotations.NullMarked;
