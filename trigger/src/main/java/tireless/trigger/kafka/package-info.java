/** Topics and groups of consumers come in, and how far the groups are behind goes out. */
@NullMarked
package tireless.trigger.kafka;

import org.jspecify.annotations.NullMarked;
