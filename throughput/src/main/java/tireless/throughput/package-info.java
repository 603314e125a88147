/**
 * What workers say of their work: notification text comes in, counters, gauges and rates go out. Pure; sockets are elsewhere.
 */
@NullMarked
package tireless.throughput;

import org.jspecify.annotations.NullMarked;
