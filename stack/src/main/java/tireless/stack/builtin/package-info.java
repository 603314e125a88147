/** The stacks of this build: a clock enters, what resolves manifests with them leaves. */
@NullMarked
package tireless.stack.builtin;

import org.jspecify.annotations.NullMarked;
