/**
 * What to connect to comes in, and leases of clients that all who ask the same server share go out; who asks is bound in time and in number.
 */
@NullMarked
package tireless.trigger.connect;

import org.jspecify.annotations.NullMarked;
