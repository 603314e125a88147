/** A control plane: a home enters, its parts put together leave. */
@NullMarked
package tireless.cli.plane;

import org.jspecify.annotations.NullMarked;
