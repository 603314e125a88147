/**
 * Hears on loopback how a worker counts: pages that it shows and exports that it sends come in, numbers go out. Whose they are is known to who asks.
 */
@NullMarked
package tireless.signal;

import org.jspecify.annotations.NullMarked;
