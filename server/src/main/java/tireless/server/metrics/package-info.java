/** Numbers for Prometheus: finished requests and what is observed enter, its text format leaves. */
@NullMarked
package tireless.server.metrics;

import org.jspecify.annotations.NullMarked;
