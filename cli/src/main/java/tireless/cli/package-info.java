/** The command line, and the composition root: the one place where the parts are put together with {@code new}. */
@NullMarked
package tireless.cli;

import org.jspecify.annotations.NullMarked;
