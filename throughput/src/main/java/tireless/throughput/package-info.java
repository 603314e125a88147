/**
 * What workers say of their work: reports, pages of metrics, exports of them and lines of logs come in, counters, gauges and rates go out. Pure; sockets are elsewhere.
 */
@NullMarked
package tireless.throughput;

import org.jspecify.annotations.NullMarked;
