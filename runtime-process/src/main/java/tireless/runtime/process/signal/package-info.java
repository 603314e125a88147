/**
 * Where counts come from besides reports: attempts that live come in, with the sources that their runs name, and what they count goes out. Pages of
 * metrics are read, exports of OpenTelemetry are taken in, and lines of output are counted.
 */
@NullMarked
package tireless.runtime.process.signal;

import org.jspecify.annotations.NullMarked;
