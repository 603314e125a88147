/** A seed and a length enter, and a table of what was done to a real server and of what broke leaves. */
@NullMarked
package tireless.chaos;

import org.jspecify.annotations.NullMarked;
