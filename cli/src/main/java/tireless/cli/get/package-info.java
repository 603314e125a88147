/** {@code tireless get}: lists what is desired and how it is. */
@NullMarked
package tireless.cli.get;

import org.jspecify.annotations.NullMarked;
