/**
 * What makes the command at home for users of DataOS: arguments in its spelling enter and plain ones leave ({@link
 * tireless.cli.dataos.Spelling}); records of the API enter and its tables and messages leave. Pure.
 */
@NullMarked
package tireless.cli.dataos;

import org.jspecify.annotations.NullMarked;
