/** Names of keys and streams in Redis come in, and how much waits in them goes out. */
@NullMarked
package tireless.trigger.redis;

import org.jspecify.annotations.NullMarked;
