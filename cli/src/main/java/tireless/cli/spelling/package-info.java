/** The command lines of DataOS: arguments in its spelling enter, and plain ones leave, or a sentence on what to use instead. Pure. */
@NullMarked
package tireless.cli.spelling;

import org.jspecify.annotations.NullMarked;
