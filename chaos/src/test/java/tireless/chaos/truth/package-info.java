/** Logs and starts as they could be enter, and what is found of them leaves. */
@NullMarked
package tireless.chaos.truth;

import org.jspecify.annotations.NullMarked;
