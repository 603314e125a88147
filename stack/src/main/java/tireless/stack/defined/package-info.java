/**
 * Stacks that are written down: a Stack manifest and a task enter, what to start leaves. Begin at {@link
 * tireless.stack.defined.DefinedStack}.
 */
@NullMarked
package tireless.stack.defined;

import org.jspecify.annotations.NullMarked;
