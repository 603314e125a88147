/** A control plane: a home enters, its parts put together leave; and the backups of that home. */
@NullMarked
package tireless.cli.plane;

import org.jspecify.annotations.NullMarked;
