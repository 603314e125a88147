/** How {@code dataos-ctl} answers: records of the API enter, and its messages and tables leave. Pure. */
@NullMarked
package tireless.cli.dataos;

import org.jspecify.annotations.NullMarked;
