/** Which resources a command is about: words of the command line, or texts copied from a table, enter, and references leave. */
@NullMarked
package tireless.cli.target;

import org.jspecify.annotations.NullMarked;
