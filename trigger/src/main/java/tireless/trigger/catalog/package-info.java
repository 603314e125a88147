/** Triggers as written come in, and what is wrong with them, or what can be read, goes out. */
@NullMarked
package tireless.trigger.catalog;

import org.jspecify.annotations.NullMarked;
