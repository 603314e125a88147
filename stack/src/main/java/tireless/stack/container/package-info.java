/** Takes the {@code stackSpec} of the stack {@code container}, and gives the image that is run and what is run in it. */
@NullMarked
package tireless.stack.container;

import org.jspecify.annotations.NullMarked;
