/** The stack {@code process}: a program of this machine, named by the manifest. */
@NullMarked
package tireless.stack.process;

import org.jspecify.annotations.NullMarked;
