/** A time zone and two cron expressions come in, and whether the time lies between them goes out. */
@NullMarked
package tireless.trigger.cron;

import org.jspecify.annotations.NullMarked;
