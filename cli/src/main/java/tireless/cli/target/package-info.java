/** Which resource a command means: texts as users copy them enter, and {@link tireless.cli.target.Identifier} leaves. Pure. */
@NullMarked
package tireless.cli.target;

import org.jspecify.annotations.NullMarked;
