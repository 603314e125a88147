/** {@code tireless describe}: says of a resource what is desired, what is observed, and why. */
@NullMarked
package tireless.cli.describe;

import org.jspecify.annotations.NullMarked;
