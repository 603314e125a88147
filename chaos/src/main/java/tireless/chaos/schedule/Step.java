package tireless.chaos.schedule;

import java.time.Duration;

/**
 * One step of a schedule.
 *
 * @param pause how long nothing is done after the step before
 */
public record Step<A>(Duration pause, A action) {}
