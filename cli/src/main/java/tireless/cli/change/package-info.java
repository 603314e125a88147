/** Commands that change one thing at a time, and those that show what changed: a resource and what shall become of it enter, and what was done leaves. */
@NullMarked
package tireless.cli.change;

import org.jspecify.annotations.NullMarked;
