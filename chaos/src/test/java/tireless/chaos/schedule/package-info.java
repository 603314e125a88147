/** Seeds enter, and schedules leave. */
@NullMarked
package tireless.chaos.schedule;

import org.jspecify.annotations.NullMarked;
