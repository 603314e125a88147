/** Addresses and questions to servers that speak HTTP come in, and numbers found in their answers go out. */
@NullMarked
package tireless.trigger.http;

import org.jspecify.annotations.NullMarked;
