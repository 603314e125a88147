/**
 * What is desired and what its replicas and triggers say comes in; the count that a worker is scaled to, and why, goes out.
 */
@NullMarked
package tireless.autoscale;

import org.jspecify.annotations.NullMarked;
