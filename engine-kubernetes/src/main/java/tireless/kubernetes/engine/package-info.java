/** The engine of one cluster. */
@NullMarked
package tireless.kubernetes.engine;

import org.jspecify.annotations.NullMarked;
