/** What workers wrote of themselves, their logs and what was done to them enter, and what broke leaves. */
@NullMarked
package tireless.chaos.truth;

import org.jspecify.annotations.NullMarked;
