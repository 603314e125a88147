/** {@code tireless run}: everything in the named files on an embedded engine, which ends with the command, however it ends. */
@NullMarked
package tireless.cli.run;

import org.jspecify.annotations.NullMarked;
