/** Names of servers come in, and real ones of these, on ports of loopback and in folders of their own, go out; they end with the JVM. */
@NullMarked
package tireless.trigger.rig;

import org.jspecify.annotations.NullMarked;
