/** Which resources a command is about: words of the command line enter, and references to resources leave. */
@NullMarked
package tireless.cli.target;

import org.jspecify.annotations.NullMarked;
