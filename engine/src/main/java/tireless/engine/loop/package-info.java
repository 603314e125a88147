/** What engines are run by that have one owner of all their state. */
@NullMarked
package tireless.engine.loop;

import org.jspecify.annotations.NullMarked;
